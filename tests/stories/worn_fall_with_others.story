# The same where somebody else may move: that proves nothing.
@settings worn.toml
@set [home] others = "lives with others"
09:50     motion lounge
10:00:10  Pendant is struck: a fall
10:00:10  == fall pending
10:00:10  Pendant struggles for 8 s
10:00:16  motion kitchen
10:00:24  motion hall
10:00:30  == fall raised
10:00:30  -> sms anna "Possible fall. Pendant felt a fall"
10:01     anna replies "spoke to her"
10:01     == fall closed (spoke to them)
11:00     end
