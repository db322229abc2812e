# She may cancel by text while nobody was told; after that her words go to whoever holds it, and end nothing.
10:00:00  Fall radar says fall on
10:00:00  == fall pending
10:00:10  mary texts "ok"
10:00:10  == fall closed (cancelled by resident)
11:00     press Help button
11:00     == help raised
11:00     -> sms anna "Help button pressed"
11:01     anna replies "1"
11:01     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
11:01     == help acknowledged
11:03     mary texts "ok"
11:03     -> sms anna "Mary S texted"
11:15     anna replies "all ok"
11:15     == help closed (helped)
12:00     end
