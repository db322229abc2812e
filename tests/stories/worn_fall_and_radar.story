# Pendant and radar agree: one person, one incident, which says both, and movement elsewhere withdraws nothing.
@settings worn.toml
@set [home] others = "none"
09:50     motion lounge
10:00:10  Pendant is struck: a fall
10:00:10  == fall pending
10:00:14  Fall radar says fall on
10:00:20  motion kitchen
10:00:26  motion hall
10:00:30  == fall raised
10:00:30  -> sms anna "Possible fall" "Pendant felt a fall, and Fall radar saw one"
10:01     anna replies "spoke to her"
10:01     == fall closed (spoke to them)
11:00     end
