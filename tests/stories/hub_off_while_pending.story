# The power fails while a fall may still be cancelled. When the hub is back it is raised at once, and says so.
10:00:00  Fall radar says fall on
10:00:00  == fall pending
10:00:05  hub off
10:06     hub on
10:06     == fall raised
10:06     -> sms anna "Possible fall, Bathroom" "off from 10:00 to 10:06"
10:07     anna replies "1"
10:07     == fall acknowledged
10:15     anna replies "all ok"
10:15     == fall closed (helped)
11:00     end
