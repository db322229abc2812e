# The carer forgot her tag at Mary's yesterday: a tag that has not come is no visit.
@settings visits.toml
@hours matter
@starts 17:00
17:50  motion kitchen
18:05  Carer's tag says in range on
18:05  Front door opens
18:05  Front door closes
18:06  motion hall
18:08  motion kitchen
18:45  Front door opens
18:45  Front door closes
18:46  motion kitchen
19:30  == late visit raised
19:30  -> sms desk "Evening care (18:00-19:00) not seen by 19:30"
19:31  desk replies "2"
19:31  == late visit closed (visit made)
+1d
07:00  motion bedroom
09:30  == late visit raised
09:30  -> sms desk "Morning care (08:00-09:00) not seen by 09:30"
09:40  desk replies "1 M7"
09:40  -> sms desk "Noted: somebody comes to Mary S"
09:40  == late visit acknowledged
10:00  end
