# She presses cancel in time. What the pendant feels afterwards opens nothing again, and she moves on.
@settings worn.toml
09:59:50  Pendant walks for 10 s
10:00:10  Pendant is struck: a fall
10:00:10  == fall pending
10:00:10  Pendant sits still for 6 s
10:00:16  cancel Help button
10:00:16  == fall closed (cancelled by resident)
10:00:16  Pendant lies still for 3 min
10:03:16  Pendant walks for 10 s
10:03:30  Pendant sits still for 30 min
11:00     end
