# Nobody comes in the evening, and Mary does not depend on it: the agency hears that it was missed, and Anna reads of it the next day.
@settings visits.toml
@hours matter
@starts 12:00
17:50  motion kitchen
19:30  == late visit raised
19:30  -> sms desk "Evening care (18:00-19:00) not seen by 19:30"
19:45  -> sms carol "Evening care (18:00-19:00) not seen by 19:30"
20:30  motion kitchen
21:00  == news raised
21:00  == late visit closed (visit missed)
21:00  -> sms desk "Evening care (18:00-19:00) not seen by 21:00. K7"
21:00  -> sms carol "Evening care (18:00-19:00) not seen by 21:00"
21:30  motion bedroom
+1d
07:00  motion bedroom
08:05  Carer's tag says in range on
08:05  Front door opens
08:05  Front door closes
08:30  Carer's tag says in range off
09:00  -> sms anna "Mary S. Evening care (18:00-19:00) not seen by 21:00"
09:00  == news closed (restored)
09:10  end
