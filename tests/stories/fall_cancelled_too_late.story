# After 20 seconds cancel is only news: passed on to whoever holds it, and never the end.
10:00:00  Fall radar says fall on
10:00:00  == fall pending
10:00:20  == fall raised
10:00:20  -> sms anna "Possible fall, Bathroom"
10:00:40  cancel Help button
10:01:00  anna replies "1 10"
10:01     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:01     -> sms anna "Cancelled in the home"
10:01:00  == fall travelling
10:03:00  cancel Help button
10:03:00  -> sms anna "ancelled in the home"
10:04:00  Fall radar says fall off
10:12:00  anna replies "all ok"
10:12:00  == fall closed (helped)
11:00     end
