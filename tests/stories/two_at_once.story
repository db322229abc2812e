# Two incidents, two codes. A bare "1" could mean either, so it changes nothing and the choices are sent.
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed" "K7"
10:01  Leak sensor says leak on
10:01  == flood raised
10:01  -> sms anna "Water leak" "M7"
10:01:30  anna replies "1"
10:01:30  -> sms anna "nothing was changed" "K7" "M7"
10:02  -> sms ben  "Help button pressed" "K7"
10:02:30  anna replies "1 K7"
10:02:30  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:02:30  == help acknowledged
10:02:30  -> sms ben "Anna is going" "K7"
10:03  -> sms ben  "Water leak" "M7"
10:04  ben replies "1 M7"
10:04  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:04  == flood acknowledged
10:04  -> sms anna "Ben is going" "M7"
10:15  anna replies "K7 all ok"
10:15  == help closed (helped)
10:15  -> sms ben "closed: helped" "K7"
10:16  ben replies "M7 all ok"
10:16  == flood closed (helped)
10:16  -> sms anna "closed: helped" "M7"
11:00  end
