# An installer is there at six and uses the door: that may be the carer or not, so the agency is asked about a visit that is depended on.
@settings visits.toml
@set [visits evening] depends = true
@hours matter
@starts 12:00
17:50  motion kitchen
18:00  Sue begins a visit for 2 hours
18:05  Front door opens
18:05  Front door closes
18:06  motion kitchen
18:08  motion bedroom
18:40  Front door opens
18:40  Front door closes
18:45  motion kitchen
18:45  == late visit raised
18:45  -> sms desk "Evening care may have come, but Sue is there for a visit. Reply 1 if somebody comes, 2 if it was made. K7"
18:50  desk replies "2"
18:50  == late visit closed (visit made)
20:30  motion kitchen
22:00  end
