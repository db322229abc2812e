# A radar that says "fall" again and again tells of one fall; that it no longer does so withdraws nothing.
10:00:00  Fall radar says fall on
10:00:00  == fall pending
10:00:10  Fall radar says fall on
10:00:15  Fall radar says fall off
10:00:20  == fall raised
10:00:20  -> sms anna "Possible fall, Bathroom"
10:01     motion hall
10:02     motion kitchen
10:02:20  -> sms ben  "Possible fall, Bathroom"
10:04     motion lounge
10:05     anna replies "on my way"
10:05     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:05     == fall travelling
10:05     -> sms ben  "Anna is on the way"
10:10     Fall radar says fall on
10:10     -> sms anna "again" "reports a fall"
10:11     anna replies "there now"
10:11     == fall with_resident
10:11     -> sms ben  "Anna is there now"
10:20     anna replies "999 called"
10:20     -> sms ben  "Anna is there now, 999 called"
10:50     anna replies "the ambulance has taken her to hospital"
10:50     == fall closed (taken to hospital)
10:50     -> sms ben  "closed: taken to hospital"
11:00     end
