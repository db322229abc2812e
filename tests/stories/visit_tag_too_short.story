# The carer's tag is near for three minutes only: that is no visit.
@settings visits.toml
@hours matter
07:00  motion bedroom
08:10  Carer's tag says in range on
08:13  Carer's tag says in range off
09:00  motion kitchen
09:30  == late visit raised
09:30  -> sms desk "Morning care (08:00-09:00) not seen by 09:30"
09:40  desk replies "2 K7"
09:40  == late visit closed (visit made)
12:00  motion kitchen
13:00  end
