# The desk answers late, when Mary's people are asked already: it was made. All who were asked hear that.
@settings visits.toml
@hours matter
07:00  motion bedroom
09:30  == late visit raised
09:30  -> sms desk "not seen by 09:30"
09:45  -> sms carol "not seen by 09:30"
10:30  motion kitchen
11:00  == missed visit raised
11:00  -> sms anna "Care visit missed"
11:02  carol replies "2"
11:02  == missed visit closed (visit made)
11:02  -> sms desk "closed: the visit was made, says Carol"
11:02  -> sms anna "closed: the visit was made, says Carol. Mary S: care visit missed. K7"
13:00  motion kitchen
14:00  end
