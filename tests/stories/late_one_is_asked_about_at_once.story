# A "1" counts from when it was written. Ben's was nine minutes under way; Anna's three hours, while the hub was off: she
# is asked at once whether she is still going, and the ladder waits for her five minutes instead of twenty.
10:00     press Help button
10:00     == help raised
10:00     -> sms anna "Help button pressed" "K7"
10:02     -> sms ben  "Help button pressed"
10:05     -> sms anna "Nobody has answered"
10:07     -> sms ben  "Nobody has answered"
10:11     ben replies "1" sent 10:02
10:11     == help acknowledged
10:11     -> sms ben  "Thank you"
10:11     -> sms anna "Ben is going"
10:17     -> sms ben  "Are you still going"
10:18     ben replies "all ok"
10:18     == help closed (helped)
10:18     -> sms anna "closed"
11:00     press Help button
11:00     == help raised
11:00     -> sms anna "Help button pressed" "M7"
11:00:30  hub off
14:00     hub on
14:00     -> sms ben  "Late: the hub was off"
14:00     anna replies "1 M7" sent 11:01
14:00     == help acknowledged
14:00     -> sms anna "Thank you"
14:00     -> sms ben  "Anna is going"
14:00     -> sms anna "Are you still going"
14:01     anna replies "spoke to her M7"
14:01     == help closed (spoke to them)
14:01     -> sms ben  "closed"
15:00     end
