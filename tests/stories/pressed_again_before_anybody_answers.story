# A second press joins the first: no second incident, no second round of texts, and the ladder keeps its pace.
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:01  press Help button
10:02  -> sms ben  "Help button pressed"
10:03  press Help button
10:04  ben replies "1"
10:04  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:04  == help acknowledged
10:04  -> sms anna "Ben is going"
10:18  ben replies "all ok"
10:18  == help closed (helped)
10:18  -> sms anna "closed: helped"
11:00  end
