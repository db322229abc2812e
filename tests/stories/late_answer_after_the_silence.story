# Anna did not answer the question, so others are asked. A "1" that she wrote before it makes her the holder no more.
10:00     press Help button
10:00     == help raised
10:00     -> sms anna "Help button pressed" "K7"
10:01     anna replies "1"
10:01     == help acknowledged
10:01     -> sms anna "Thank you"
10:16     -> sms anna "Are you still going"
10:21     == help raised
10:21     -> sms anna "others are asked again"
10:21     -> sms ben  "Help button pressed"
10:22     anna replies "1" sent 10:05
10:23     anna replies "1"
10:23     == help acknowledged
10:23     -> sms anna "Thank you"
10:23     -> sms ben  "Anna is going"
10:30     anna replies "all ok"
10:30     == help closed (helped)
10:30     -> sms ben  "closed"
11:00     end
