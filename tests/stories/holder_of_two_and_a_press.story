# Two are open; the button that Anna holds is pressed again: she hears of that one. The other ladder climbs on meanwhile.
10:00:00  press Help button
10:00:00  == help raised
10:00:00  -> sms anna "Help button pressed" "K7"
10:00:30  press Pull cord
10:00:30  == help raised
10:00:30  -> sms anna "Help button pressed, Bathroom" "M7"
10:01     anna replies "1 k7"
10:01     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there" "K7"
10:01     == help acknowledged
10:02:00  press Help button
10:02:00  -> sms anna "Again: Help button pressed. Are you with Mary S?" "K7"
10:02:30  -> sms ben  "Help button pressed, Bathroom" "M7"
10:03     anna replies "3 K7"
10:03     == help with_resident
10:03:30  anna replies "3 M7"
10:03:30  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply ALL OK when it is over" "M7"
10:03:30  == help with_resident
10:03:30  -> sms ben  "Anna is there now" "M7"
10:20     anna replies "K7 all ok"
10:20     == help closed (helped)
10:20:10  anna replies "M7 all ok"
10:20:10  == help closed (helped)
10:20:10  -> sms ben  "closed" "M7"
11:00     end
