# Two people answer. The second is news for the first; who is there first holds it, and the way back is safe.
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:02  -> sms ben  "Help button pressed"
10:03  anna replies "1"
10:03  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:03  == help acknowledged
10:03  -> sms ben  "Anna is going"
10:04  ben replies "1"
10:04  -> sms anna "Ben is going too"
10:12  ben replies "there now"
10:12  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply ALL OK when it is over"
10:12  == help with_resident
10:12  -> sms anna "Ben is there now"
10:14  anna replies "2"
10:30  ben replies "all ok"
10:30  == help closed (helped)
10:30  -> sms anna "closed: helped"
11:00  end
