# Anna's "all ok" was written before Mary pressed again, and comes after it: it ends nothing, and she is asked again.
10:00     press Help button
10:00     == help raised
10:00     -> sms anna "Help button pressed" "K7"
10:01     anna replies "3"
10:01     == help with_resident
10:01     -> sms anna "Thank you"
10:10     press Help button
10:10     -> sms anna "Again: Help button pressed. Are you with Mary S?"
10:11     anna replies "all ok" sent 10:09
10:11     -> sms anna "still open: there was news at 10:10, after you wrote. Reply ALL OK if it is over" "K7"
10:11:30  anna replies "3" sent 10:05
10:11:40  anna replies "3"
10:20     anna replies "all ok"
10:20     == help closed (helped)
10:30     end
