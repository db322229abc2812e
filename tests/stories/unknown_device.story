# A button that nobody has entered yet is still a cry for help; later zigbee2mqtt says which one it is.
10:00  press "0xffff"
10:00  == help raised
10:00  -> sms anna "Help button pressed" "unknown device"
10:01  "kitchen thing" says smoke on
10:01  == smoke raised
10:01  -> sms anna "Smoke alarm" "unknown device"
10:01  anna replies "1 K7"
10:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there" "K7"
10:01  == help acknowledged
10:01  anna replies "1 M7"
10:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there" "M7"
10:01  == smoke acknowledged
10:10  anna replies "all ok K7"
10:10  == help closed (helped)
10:10  anna replies "all ok M7"
10:10  == smoke closed (helped)
11:00  end
