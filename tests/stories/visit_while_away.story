# Mary is away until half past ten. What was not watched is asked about, since she depends on it, and is never called missed.
@settings visits.toml
@hours matter
07:00  motion bedroom
07:30  anna replies "Mary away until 10:30"
07:30  -> sms anna "Mary S is away until 10:30"
10:30  -> sms anna "Mary S is expected at home"
10:30  == late visit raised
10:30  -> sms desk "Morning care (08:00-09:00) could not be seen: not watched until 10:30"
10:32  desk replies "2"
10:32  == late visit closed (visit made)
10:45  Front door opens
10:45  Front door closes
10:46  motion kitchen
13:00  end
