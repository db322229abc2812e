# Anna's "3" was written long before Mary pressed again: it says where she was, and does not answer the press.
10:00     press Help button
10:00     == help raised
10:00     -> sms anna "Help button pressed" "K7"
10:01     anna replies "1"
10:01     == help acknowledged
10:01     -> sms anna "Thank you"
10:10     press Help button
10:10     -> sms anna "Again: Help button pressed. Are you with Mary S?"
10:11     anna replies "3" sent 10:05
10:11     == help with_resident
10:12     == help raised
10:12     -> sms anna "others are asked again"
10:12     -> sms ben  "Help button pressed"
10:13     ben replies "1"
10:13     == help acknowledged
10:13     -> sms ben  "Thank you"
10:13     -> sms anna "Ben is going"
10:20     ben replies "all ok"
10:20     == help closed (helped)
10:20     -> sms anna "closed"
10:30     end
