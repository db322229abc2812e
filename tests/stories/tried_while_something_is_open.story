# She has fallen, and while nobody knows how she is nothing is a test: not what is tried then, nor what was before.
10:00     Sue tries Pull cord
10:00:10  Fall radar says fall on
10:00:10  == fall pending
10:00:15  Sue tries Help button
10:00:20  press Help button
10:00:20  == help raised
10:00:20  -> sms anna "Help button pressed"
10:00:25  press Pull cord
10:00:25  == help raised
10:00:25  -> sms anna "Help button pressed, Bathroom"
10:00:30  == fall raised
10:00:30  -> sms anna "Possible fall"
10:00:40  anna replies "1 M7"
10:00:40  == help acknowledged
10:00:40  -> sms anna "Thank you"
10:00:41  anna replies "1 K7"
10:00:41  == fall acknowledged
10:00:41  -> sms anna "Thank you"
10:00:42  anna replies "1 T7"
10:00:42  == help acknowledged
10:00:42  -> sms anna "Thank you"
10:05     anna replies "all ok M7"
10:05     == help closed (helped)
10:05     anna replies "all ok K7"
10:05     == fall closed (helped)
10:05     anna replies "all ok T7"
10:05     == help closed (helped)
11:00     end
