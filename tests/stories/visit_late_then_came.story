# Nobody comes: the agency's desk is asked, then Carol. The carer comes at five past ten, and both hear that.
@settings visits.toml
@hours matter
07:00  motion bedroom
09:00  motion kitchen
09:30  == late visit raised
09:30  -> sms desk "Mary S, 12 Elm Rd. Morning care (08:00-09:00) not seen by 09:30" "Reply 1 if somebody comes, 2 if it was made. K7"
09:45  -> sms carol "Morning care (08:00-09:00) not seen by 09:30"
10:05  Carer's tag says in range on
10:15  == late visit closed (visit made)
10:15  -> sms desk "Morning care came at 10:05: Carer's tag was near"
10:15  -> sms carol "Morning care came at 10:05"
10:30  motion hall
10:40  Carer's tag says in range off
11:30  motion kitchen
13:00  end
