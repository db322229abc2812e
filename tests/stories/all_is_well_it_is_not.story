# What is open is said, and not as if it were new; a night in which nothing moved is not called well.
@settings small.toml
@set [contacts ben] all_is_well = "09:03"
@set [detectors.inactivity] night_limit = "14h"
@hours matter
@date 2026-01-15
@starts 07:00
07:00     Help button is heard
07:00     Front door is heard
08:00     motion kitchen
08:58     press Help button
08:58     == help raised
08:58     -> sms anna "Help button pressed" "K7"
09:00     -> sms ben "Help button pressed" "K7"
09:00     -> sms anna "OPEN since 08:58: Help button pressed. Nobody has it yet. Movement at 08:00."
09:01     anna replies "1"
09:01     == help acknowledged
09:01     -> sms anna "Thank you"
09:01     -> sms ben "Anna is going"
09:03     -> sms ben "OPEN since 08:58: Help button pressed. Anna has it. Movement at 08:00. Next at 09:03. If none by 09:33, ring."
09:10     anna replies "all ok"
09:10     == help closed (helped)
09:10     -> sms ben "closed"
10:00     motion kitchen
12:30     motion kitchen
15:00     motion kitchen
17:30     motion kitchen
20:00     motion kitchen
20:00     Front door is heard
21:50     motion kitchen
+1d
09:00     -> sms anna "No movement seen since 21:50. No alarm is open. Yesterday's may not have come."
09:03     -> sms ben  "No movement seen since 21:50. No alarm is open. Yesterday's may not have come."
09:10     end
