# The clock was two hours ahead: nothing is told a second time, and nobody waits two hours longer.
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "CareHub 10:00"
10:01  clock -2 h
08:02  -> sms ben  "CareHub 08:02"
08:05  -> sms anna "Nobody has answered"
08:06  anna replies "1"
08:06  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
08:06  == help acknowledged
08:06  -> sms ben  "Anna is going"
08:16  anna replies "all ok"
08:16  == help closed (helped)
08:16  -> sms ben  "closed: helped"
09:30  end
