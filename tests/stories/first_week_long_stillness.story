# Also in the first week: a fall after which nothing moves for two minutes is an alarm.
@settings worn.toml
@set [detectors.falls] first_week = "7d"
08:00     Pendant walks (7200 s)
10:00:10  Pendant is struck: a soft fall
10:00:10  Pendant lies still for 60 s
10:01:10  Pendant lies still for 2 min
10:02:10  == fall pending
10:02:30  == fall raised
10:02:30  -> sms anna "Nothing has moved for 2 min since Pendant felt a fall at 10:00"
10:03     anna replies "spoke to her"
10:03     == fall closed (spoke to them)
11:00     end
