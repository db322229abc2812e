# She takes it off for the night, sits down hard, stumbles: nobody is told.
@settings worn.toml
10:00:00  Pendant walks for 20 s
10:01:10  Pendant is struck: a stumble
10:01:10  Pendant walks for 20 s
10:02:10  Pendant is struck: a hard seat
10:02:10  Pendant sits still for 30 s
10:05:10  Pendant is struck: taken off
10:05:10  Pendant lies on a table for 4 min
10:30     end
