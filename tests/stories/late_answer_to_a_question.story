# Anna's second "1" was written long before she was asked whether she is still going: it is no answer to that.
10:00     press Help button
10:00     == help raised
10:00     -> sms anna "Help button pressed" "K7"
10:01     anna replies "1"
10:01     == help acknowledged
10:01     -> sms anna "Thank you"
10:16     -> sms anna "Are you still going"
10:17     anna replies "1" sent 10:05
10:21     == help raised
10:21     -> sms anna "others are asked again"
10:21     -> sms ben  "Help button pressed"
10:22     ben replies "1"
10:22     == help acknowledged
10:22     -> sms ben  "Thank you"
10:22     -> sms anna "Ben is going"
10:30     ben replies "all ok"
10:30     == help closed (helped)
10:30     -> sms anna "closed"
11:00     end
