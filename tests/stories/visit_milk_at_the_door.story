# Mary takes in the milk and moves about: for an hour and a half that may be the carer, then the agency is asked, with what was seen.
@settings visits.toml
@set [visits evening] depends = true
@hours matter
@starts 12:00
17:50  motion kitchen
18:30  Front door opens
18:30  Front door closes
18:31  motion kitchen
18:33  motion bedroom
19:30  motion kitchen
20:00  == late visit raised
20:00  -> sms desk "Evening care (18:00-19:00) not seen by 20:00"
20:15  -> sms carol "Evening care"
20:50  motion kitchen
21:00  == missed visit raised
21:00  -> sms anna "Care visit missed. Evening care (18:00-19:00) not seen by 21:00"
21:01  anna replies "1"
21:01  -> sms anna "Thank you"
21:01  == missed visit acknowledged
21:01  -> sms desk "Anna is going"
21:01  -> sms carol "Anna is going"
21:10  anna replies "3"
21:10  == missed visit with_resident
21:10  -> sms desk "Anna is there now"
21:10  -> sms carol "Anna is there now"
21:30  anna replies "all ok"
21:30  == missed visit closed (helped)
21:30  -> sms desk "closed: helped"
21:30  -> sms carol "closed: helped"
22:00  end
