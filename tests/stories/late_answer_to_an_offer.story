# Ben's "1" was written before Anna asked him to take over, and comes after it: he has accepted nothing.
10:00     press Help button
10:00     == help raised
10:00     -> sms anna "Help button pressed" "K7"
10:02     -> sms ben  "Help button pressed" "K7"
10:03     anna replies "1"
10:03     == help acknowledged
10:03     -> sms anna "Thank you"
10:03     -> sms ben  "Anna is going"
10:05     anna replies "give to Ben"
10:05     -> sms ben  "Anna asks you to take over"
10:05     -> sms anna "Ben is asked. You still have it"
10:06     ben replies "1" sent 10:02
10:08     ben replies "1"
10:08     -> sms ben  "Thank you"
10:08     -> sms anna "Ben has it now"
10:10     ben replies "all ok"
10:10     == help closed (helped)
10:10     -> sms anna "closed"
10:30     end
