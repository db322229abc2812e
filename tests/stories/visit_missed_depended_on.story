# Nobody comes in the morning, and nobody of the agency answers: two hours after its time Mary's own people are asked.
@settings visits.toml
@hours matter
07:00  motion bedroom
09:00  motion kitchen
09:30  == late visit raised
09:30  -> sms desk "Morning care (08:00-09:00) not seen by 09:30"
09:45  -> sms carol "Morning care" "Reply 1 if somebody comes, 2 if it was made. K7"
10:30  motion kitchen
11:00  == missed visit raised
11:00  -> sms anna "Mary S, 12 Elm Rd. Care visit missed. Morning care (08:00-09:00) not seen by 11:00. Reply 1 if you are going, 2 if you cannot. K7"
11:05  -> sms ben "Care visit missed"
11:07  ben replies "1 20"
11:07  -> sms ben "Thank you. Mary S" "K7"
11:07  == missed visit travelling
11:07  -> sms desk "Ben is on the way, 20 min. Mary S: care visit missed. K7"
11:07  -> sms carol "Ben is on the way, 20 min"
11:07  -> sms anna "Ben is on the way, 20 min"
11:30  ben replies "all ok"
11:30  == missed visit closed (helped)
11:30  -> sms desk "closed: helped"
11:30  -> sms carol "closed: helped"
11:30  -> sms anna "closed: helped"
13:00  motion kitchen
14:00  end
