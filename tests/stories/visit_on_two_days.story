# Two visits a day, each seen by itself: the carer who comes in the evening does not make up for the morning.
@settings visits.toml
@hours matter
07:00  motion bedroom
09:30  == late visit raised
09:30  -> sms desk "Morning care (08:00-09:00) not seen by 09:30"
09:31  desk replies "made K7"
09:31  == late visit closed (visit made)
13:00  motion kitchen
16:30  motion kitchen
18:05  Front door opens
18:05  Front door closes
18:06  motion kitchen
18:08  motion bedroom
18:40  Front door opens
18:40  Front door closes
18:41  motion kitchen
21:30  motion bedroom
22:00  end
