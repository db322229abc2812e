# The front door's sensor is lost before the visit: the agency is asked, but nobody can say that nobody came, so it is never urgent.
@settings visits.toml
@hours matter
07:00  motion bedroom
07:30  zigbee2mqtt knows all but Front door
07:31:30  == technical raised
09:00  -> sms anna "zigbee2mqtt does not know it"
09:30  == late visit raised
09:30  -> sms desk "Morning care (08:00-09:00) could not be seen: no word from Front door" "2 if it was made. K7"
09:45  -> sms carol "could not be seen: no word from Front door"
10:30  motion kitchen
11:00  -> sms anna "Mary S. Morning care (08:00-09:00) could not be seen: no word from Front door"
11:00  == news closed (restored)
12:30  carol replies "it was made"
12:30  == late visit closed (visit made)
12:30  -> sms desk "closed: the visit was made, says Carol"
13:00  motion kitchen
13:30  end
