# Hospital: a fall that is pending is raised all the same, and what people are dealing with goes on.
# Then she dies: everything closes in silence, and nothing is said to anybody from then on.
@settings with_centre.toml
08:30     link centre up
08:30     link centre listening up
08:40     motion kitchen
09:00     press Help button
09:00     == help raised
09:00     -> centre "help raised"
09:00     centre received
09:00     -> answer "done: noted"
09:02     -> centre "help raised"
09:02     -> sms anna "Help button pressed"
09:02:30  Fall radar says fall on
09:02:30  == fall pending
09:02:40  settings: [home] service = "suspended"
09:02:50  == fall raised
09:02:50  -> centre "fall raised"
09:03     centre received M7
09:03     -> answer "done: noted"
09:04     -> centre "help raised"
09:04     -> sms ben  "Help button pressed"
09:04:50  -> centre "fall raised"
09:04:50  -> sms anna "Possible fall"
09:05     settings: [home] service = "ended"
09:05     == help closed (service ended)
09:05     == fall closed (service ended)
09:05     -> centre "emptied, nothing said"
09:05     -> centre "emptied, nothing said"
09:06     press Help button
09:07     Smoke alarm says smoke on
09:08     anna replies "1"
09:09     anna's text is refused (credit)
09:10     Front door opens
09:11     "disk" is broken, it saves life: "it is full"
12:00     end
