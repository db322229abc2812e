# The carer is there since ten to eleven, so that at eleven nobody of Mary's own people is asked.
@settings visits.toml
@hours matter
07:00  motion bedroom
09:30  == late visit raised
09:30  -> sms desk "not seen by 09:30"
09:45  -> sms carol "not seen by 09:30"
10:55  Carer's tag says in range on
11:05  == late visit closed (visit made)
11:05  -> sms desk "Morning care came at 10:55"
11:05  -> sms carol "Morning care came at 10:55"
11:30  Carer's tag says in range off
13:00  motion kitchen
14:00  end
