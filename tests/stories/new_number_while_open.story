# Anna's number in the file was wrong. Once it is right she is asked there, and everybody from the top.
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:02  -> sms ben  "Help button pressed"
10:03  settings: [contacts anna] phone = "+447700900444"
10:03  -> sms anna "Help button pressed"
10:04  +447700900111 texts "1"
10:04:30  anna replies "1"
10:04:30  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:04:30  == help acknowledged
10:04:30  -> sms ben "Anna is going"
10:15  anna replies "all ok"
10:15  == help closed (helped)
10:15  -> sms ben "closed: helped"
11:00  end
