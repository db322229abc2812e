# She lies still and is told of at once. A cancel after that is news: the fall was never taken back, and nothing says so.
@settings worn.toml
09:59:50  Pendant walks for 10 s
10:00:10  Pendant is struck: a fall
10:00:10  == fall pending
10:00:10  Pendant lies still for 10 s
10:00:18  == fall raised
10:00:18  -> sms anna "Possible fall"
10:00:22  cancel Help button
10:00:24  Pendant lies still for 30 min
10:02:18  -> sms ben  "Possible fall"
10:04     anna replies "1"
10:04     == fall acknowledged
10:04     -> sms anna "Thank you"
10:04     -> sms anna "Cancelled in the home with Help button"
10:04     -> sms ben  "Anna is going"
10:15     anna replies "3"
10:15     == fall with_resident
10:15     -> sms ben  "Anna is there now"
10:40     anna replies "all ok"
10:40     == fall closed (helped)
10:40     -> sms ben  "closed: helped"
11:00     end
