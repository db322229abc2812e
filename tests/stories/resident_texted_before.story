# What she texted before the radar saw a fall is no answer to it: it arrives late, and cancels nothing.
10:00:00  Fall radar says fall on
10:00:00  == fall pending
10:00:05  mary replies "ok" sent 09:20
10:00:20  == fall raised
10:00:20  -> sms anna "Possible fall, Bathroom"
10:01     anna replies "1"
10:01     == fall acknowledged
10:01     -> sms anna "Thank you"
10:10     anna replies "all ok"
10:10     == fall closed (helped)
10:30     end
