# The power fails while a fall may still be cancelled. When the hub is back it is raised at once, and says so:
# after six minutes, and after six seconds.
10:00:00  Fall radar says fall on
10:00:00  == fall pending
10:00:05  hub off
10:06     hub on
10:06     == fall raised
10:06     -> sms anna "Possible fall, Bathroom" "off from 10:00 to 10:06"
10:07     anna replies "1"
10:07     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:07     == fall acknowledged
10:15     anna replies "all ok"
10:15     == fall closed (helped)
10:20     Fall radar says fall off
10:30:00  Fall radar says fall on
10:30:00  == fall pending
10:30:05  hub off
10:30:11  hub on
10:30:11  == fall raised
10:30:11  -> sms anna "Possible fall, Bathroom"
10:31     anna replies "false alarm M7"
10:31     == fall closed (false alarm)
11:00     end
