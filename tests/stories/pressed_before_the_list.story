# A queued press comes before zigbee2mqtt has said which device that is: raised at once, and named when the list comes.
# The next press of the same button joins it.
10:00:00  press "pendant 2"
10:00:00  == help raised
10:00:00  -> sms anna "Help button pressed" "unknown device pendant 2" "K7"
10:00:05  devices are "pendant 2" is 0xbutton, "hall pir" is 0xhall
10:00:30  press "pendant 2"
10:02     -> sms ben  "Help button pressed" "K7"
10:03     ben replies "1"
10:03     -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:03     == help acknowledged
10:03     -> sms anna "Ben is going"
10:15     ben replies "all ok"
10:15     == help closed (helped)
10:15     -> sms anna "closed: helped"
11:00     end
