# The pendant feels a fall. She lies and does not move: nobody waits for the twenty seconds.
@settings worn.toml
09:59     motion kitchen
09:59:50  Pendant walks for 10 s
10:00:10  Pendant is struck: a fall
10:00:10  == fall pending
10:00:10  Pendant lies still for 30 s
10:00:18  == fall raised
10:00:18  -> sms anna "Possible fall, Kitchen. Pendant felt a fall at 10:00, and has not moved since"
10:02:18  -> sms ben  "Possible fall, Kitchen. Pendant felt a fall at 10:00, and has not moved since"
10:03     ben replies "1"
10:03     == fall acknowledged
10:03     -> sms ben  "Thank you"
10:03     -> sms anna "Ben is going"
10:12     ben replies "all ok"
10:12     == fall closed (helped)
10:12     -> sms anna "closed: helped"
10:30     end
