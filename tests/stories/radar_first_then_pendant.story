# The radar is first; the pendant's impact joins it.
@settings worn.toml
10:00:00  Fall radar says fall on
10:00:00  == fall pending
10:00:04  Pendant is struck: a fall
10:00:20  == fall raised
10:00:20  -> sms anna "Possible fall, Bathroom. Fall radar reports a fall and Pendant felt a fall"
10:01     anna replies "spoke to her"
10:01     == fall closed (spoke to them)
11:00     end
