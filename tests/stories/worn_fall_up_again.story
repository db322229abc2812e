# She stumbled and fell, and is on her feet within the twenty seconds: nobody is told.
@settings worn.toml
09:59:50  Pendant walks for 10 s
10:00:10  Pendant is struck: a fall
10:00:10  == fall pending
10:00:10  Pendant lies still for 4 s
10:00:14  Pendant struggles for 4 s
10:00:18  Pendant walks for 10 s
10:00:24  == fall closed (moving again)
10:01:28  Pendant walks for 30 s
11:00     end
