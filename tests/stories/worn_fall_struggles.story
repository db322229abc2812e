# She moves, but does not get up: it is raised when the twenty seconds are over, and what was seen later is said.
@settings worn.toml
09:59:50  Pendant walks for 10 s
10:00:10  Pendant is struck: a fall
10:00:10  == fall pending
10:00:10  Pendant struggles for 24 s
10:00:30  == fall raised
10:00:30  -> sms anna "Possible fall. Pendant felt a fall"
10:00:34  Pendant lies still for 20 s
10:02:30  -> sms ben  "Possible fall. Pendant felt a fall at 10:00, and has not moved since"
10:03     anna replies "1"
10:03     == fall acknowledged
10:03     -> sms anna "Thank you"
10:03     -> sms ben  "Anna is going"
10:12     anna replies "all ok"
10:12     == fall closed (helped)
10:12     -> sms ben  "closed: helped"
10:30     end
