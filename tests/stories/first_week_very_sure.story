# Also in the first week: what is as surely a fall as anything is told.
@settings worn.toml
@set [detectors.falls] first_week = "7d"
08:00     Pendant walks (7200 s)
10:00:10  Pendant is struck: a fall
10:00:10  == fall pending
10:00:10  Pendant struggles for 22 s
10:00:30  == fall raised
10:00:30  -> sms anna "Possible fall. Pendant felt a fall"
10:01     anna replies "spoke to her"
10:01     == fall closed (spoke to them)
11:00     end
