# A second fall before anybody is there joins the first; whoever holds it hears "again".
@settings worn.toml
09:59:50  Pendant walks for 10 s
10:00:10  Pendant is struck: a fall
10:00:10  == fall pending
10:00:10  Pendant lies still for 10 s
10:00:18  == fall raised
10:00:18  -> sms anna "Possible fall"
10:01     anna replies "on my way"
10:01     == fall travelling
10:01     -> sms anna "Thank you"
10:05     Pendant walks for 10 s
10:05:30  Pendant is struck: a fall (another 2)
10:05:30  -> sms anna "again: Pendant felt a fall"
10:06     anna replies "1"
10:20     anna replies "all ok"
10:20     == fall closed (helped)
10:30     end
