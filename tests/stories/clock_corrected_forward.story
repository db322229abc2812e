# NTP moves the clock on by an hour in the middle of a ladder: everybody is asked at the same pace.
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "CareHub 10:00"
10:01  clock +1 h
11:02  -> sms ben  "CareHub 11:02"
11:03  ben replies "1 20"
11:03  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
11:03  == help travelling
11:03  -> sms anna "Ben is on the way"
11:38  -> sms ben  "Are you with Mary S"
11:39  ben replies "all ok"
11:39  == help closed (helped)
11:39  -> sms anna "closed: helped"
12:30  end
