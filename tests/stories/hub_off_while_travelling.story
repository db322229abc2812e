# Ben is on the way and the hub is off for a while: who holds it is not forgotten, nor how long he takes.
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:02  -> sms ben  "Help button pressed"
10:03  ben replies "1 30"
10:03  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:03  == help travelling
10:03  -> sms anna "Ben is on the way, 30 min"
10:10  hub off
10:20  hub on
10:48  -> sms ben  "Are you with Mary S"
10:49  ben replies "there now"
10:49  == help with_resident
10:49  -> sms anna "Ben is there now"
11:00  ben replies "taken to hospital"
11:00  == help closed (taken to hospital)
11:00  -> sms anna "closed: taken to hospital"
12:00  end
