# She got up, and then lies down for good: the fall that was withdrawn comes back.
@settings worn.toml
09:59:50  Pendant walks for 10 s
10:00:10  Pendant is struck: a fall
10:00:10  == fall pending
10:00:10  Pendant lies still for 4 s
10:00:14  Pendant walks for 10 s
10:00:20  == fall closed (moving again)
10:00:30  Pendant lies still for 21 min
10:20:20  == fall pending
10:20:40  == fall raised
10:20:40  -> sms anna "Nothing has moved for 20 min since Pendant felt a fall at 10:00"
10:21     anna replies "spoke to her"
10:21     == fall closed (spoke to them)
10:30     end
