# The hub is off from eight to ten. Ten minutes after it is on again the agency is asked: the visit could not be seen.
@settings visits.toml
@hours matter
07:00  motion bedroom
07:58  hub off
10:00  hub on
10:01  motion kitchen
10:10  == late visit raised
10:10  -> sms desk "Morning care (08:00-09:00) could not be seen: the hub was off 07:58-10:00"
10:20  desk replies "made"
10:20  == late visit closed (visit made)
12:00  motion kitchen
13:00  end
