# At the time of her evening visit Mary goes to the shop and comes back: her own use of the door is no visit.
@settings visits.toml
@hours matter
@starts 12:00
17:50  motion hall
18:05  Front door opens
18:05  Front door closes
18:40  Front door opens
18:40  Front door closes
18:42  motion kitchen
18:50  motion bedroom
19:30  == late visit raised
19:30  -> sms desk "Evening care (18:00-19:00) not seen by 19:30"
19:40  desk replies "made"
19:40  == late visit closed (visit made)
20:30  motion kitchen
21:30  end
