# The desk says that somebody comes. Carol is not asked. Nobody is seen, so at eleven the desk is asked again, and then Mary's people.
@settings visits.toml
@hours matter
07:00  motion bedroom
09:30  == late visit raised
09:30  -> sms desk "not seen by 09:30"
09:33  desk replies "1"
09:33  -> sms desk "thank you. Noted: somebody comes to Mary S. Reply 2 if Morning care was made. K7"
09:33  == late visit acknowledged
09:40  motion kitchen
11:00  == missed visit acknowledged
11:00  -> sms desk "Are you still going to Mary S? Reply 1 if you are, 2 if you cannot, 3 when you are there" "K7"
11:05  -> sms desk "others are asked again"
11:05  -> sms anna "Care visit missed. Morning care (08:00-09:00) not seen by 11:00"
11:05  == missed visit raised
11:08  anna replies "1"
11:08  -> sms anna "Thank you"
11:08  -> sms desk "Anna is going"
11:08  == missed visit acknowledged
11:20  anna replies "3"
11:20  == missed visit with_resident
11:20  -> sms desk "Anna is there now"
11:40  anna replies "all ok"
11:40  == missed visit closed (helped)
11:40  -> sms desk "closed: helped"
12:30  motion kitchen
13:00  end
