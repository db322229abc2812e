# She presses again while Anna is going. Anna hears it; when she does not answer, others are asked again.
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:01  anna replies "1"
10:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:01  == help acknowledged
10:05  press Help button
10:05  -> sms anna "Again: Help button pressed"
10:07  == help raised
10:07  -> sms anna "others are asked again"
10:07  -> sms ben  "Help button pressed"
10:08  anna replies "1"
10:08  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:08  == help acknowledged
10:08  -> sms ben  "Anna is going"
10:10  press Help button
10:10  -> sms anna "Again: Help button pressed"
10:11  anna replies "there now"
10:11  == help with_resident
10:11  -> sms ben  "Anna is there now"
10:30  anna replies "all ok"
10:30  == help closed (helped)
10:30  -> sms ben  "closed: helped"
11:00  end
