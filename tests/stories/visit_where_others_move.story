# Tom lives here too: that the door was used says nothing, so the agency is asked, and it is never urgent.
@settings visits.toml
@set [visits evening] depends = true
@set [home] others = "lives with others"
@hours matter
@starts 12:00
17:50  motion kitchen
18:10  Front door opens
18:10  Front door closes
18:12  motion kitchen
18:15  motion bedroom
18:45  Front door opens
18:45  Front door closes
18:50  motion kitchen
19:30  == late visit raised
19:30  -> sms desk "Evening care (18:00-19:00) could not be seen: others move here, Front door"
19:35  desk replies "not sure"
19:35  -> sms desk "not understood, nothing was changed. Reply 1 if somebody comes, 2 if it was made. K7"
19:36  desk replies "2"
19:36  == late visit closed (visit made)
21:30  motion kitchen
22:00  end
