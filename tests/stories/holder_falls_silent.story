# Anna said that she goes, and then nothing. She is asked after 15 minutes; 5 minutes later others are asked again.
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:01  anna replies "1"
10:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:01  == help acknowledged
10:16  -> sms anna "still going"
10:17  anna replies "1"
10:32  -> sms anna "still going"
10:37  == help raised
10:37  -> sms anna "others are asked again"
10:37  -> sms ben  "Help button pressed"
10:38  ben replies "1 20"
10:38  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:38  == help travelling
10:38  -> sms anna "Ben is on the way, 20 min"
11:00  ben replies "there now"
11:00  == help with_resident
11:00  -> sms anna "Ben is there now"
12:00  -> sms ben  "others are asked again"
12:02  ben replies "all ok"
12:02  == help closed (helped)
12:02  -> sms anna "closed: helped"
13:00  end
