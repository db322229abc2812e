# The carer's tag comes while Mary's people are asked and nobody has answered: it is over, and everybody hears that.
@settings visits.toml
@hours matter
07:00  motion bedroom
09:30  == late visit raised
09:30  -> sms desk "not seen by 09:30" "K7"
09:45  -> sms carol "not seen by 09:30"
10:30  motion kitchen
11:00  == missed visit raised
11:00  -> sms anna "Care visit missed"
11:01  Front door opens
11:01  Front door closes
11:01  Carer's tag says in range on
11:05  -> sms ben "Care visit missed"
11:10  -> sms anna "Nobody has answered"
11:11  == missed visit closed (visit made)
11:11  -> sms desk "Morning care came at 11:01"
11:11  -> sms carol "Morning care came at 11:01"
11:11  -> sms anna "Morning care came at 11:01: Carer's tag was near. K7"
11:11  -> sms ben "Morning care came at 11:01"
11:30  Carer's tag says in range off
13:00  motion kitchen
13:30  end
