# To Anna, who was asked whether she goes, 2 means that she cannot, as ever: Ben is asked at once.
@settings visits.toml
@hours matter
07:00  motion bedroom
09:30  == late visit raised
09:30  -> sms desk "not seen by 09:30"
09:45  -> sms carol "not seen by 09:30"
10:30  motion kitchen
11:00  == missed visit raised
11:00  -> sms anna "Care visit missed"
11:01  anna replies "2"
11:01  -> sms ben "Care visit missed"
11:03  ben replies "1 30"
11:03  -> sms ben "Thank you"
11:03  == missed visit travelling
11:03  -> sms desk "Ben is on the way"
11:03  -> sms carol "Ben is on the way"
11:03  -> sms anna "Ben is on the way"
11:10  Carer's tag says in range on
11:20  -> sms ben "Morning care came at 11:10: Carer's tag was near. Mary S: care visit missed. K7"
11:25  ben replies "all ok"
11:25  == missed visit closed (helped)
11:25  -> sms desk "closed: helped"
11:25  -> sms carol "closed: helped"
11:25  -> sms anna "closed: helped"
11:50  Carer's tag says in range off
12:00  motion kitchen
12:30  end
