# Also in the first week: a radar that sees maybe a fall, and a pendant that feels one, are an alarm together.
@settings worn.toml
@set [detectors.falls] first_week = "7d"
08:00     Pendant walks (7200 s)
10:00:10  Pendant is struck: a soft fall
10:00:10  Pendant struggles for 30 s
10:00:50  Fall radar says maybe fall on
10:00:50  == fall pending
10:01:10  == fall raised
10:01:10  -> sms anna "Possible fall. Pendant felt a fall, and Fall radar may have seen one"
10:02     anna replies "spoke to her"
10:02     == fall closed (spoke to them)
11:00     end
