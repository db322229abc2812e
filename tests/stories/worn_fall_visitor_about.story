# A visitor came an hour ago: what moves in two rooms may be the visitor.
@settings worn.toml
09:00     Front door opens
09:00:05  Front door closes
09:01     motion lounge
10:00:10  Pendant is struck: a fall
10:00:10  == fall pending
10:00:10  Pendant struggles for 8 s
10:00:16  motion kitchen
10:00:24  motion hall
10:00:30  == fall raised
10:00:30  -> sms anna "Possible fall"
10:01     anna replies "spoke to her"
10:01     == fall closed (spoke to them)
11:00     end
