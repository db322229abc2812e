# It was dropped, and nothing moves afterwards: she may lie beside it.
@settings worn.toml
10:00:10  Pendant is struck: dropped
10:00:10  Pendant lies on a table for 8 min
10:05:10  == fall pending
10:05:30  == fall raised
10:05:30  -> sms anna "Nothing has moved for 5 min since Pendant was dropped at 10:00"
10:06     anna replies "spoke to her"
10:06     == fall closed (spoke to them)
10:30     end
