# Off for a minute within a rung's wait: nothing is told twice, and the next rung comes when it was to come.
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:00:30  hub off
10:01:30  hub on
10:02  -> sms ben  "Help button pressed"
10:03  ben replies "1"
10:03  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:03  == help acknowledged
10:03  -> sms anna "Ben is going"
10:15  ben replies "all ok"
10:15  == help closed (helped)
10:15  -> sms anna "closed: helped"
11:00  end
