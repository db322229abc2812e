# In the first week: a very sure fall, a softer one within the twenty seconds, and she is up: nobody is told.
@settings worn.toml
@set [detectors.falls] first_week = "7d"
08:00     Pendant walks (7200 s)
10:00:10  Pendant is struck: a fall
10:00:10  == fall pending
10:00:16  Pendant is struck: a soft fall
10:00:16  Pendant walks for 12 s
10:00:22  == fall closed (moving again)
10:02     motion kitchen
11:00     end
