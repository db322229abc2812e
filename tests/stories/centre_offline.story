# The centre is known to be offline: Anna is asked at once, and her wait counts from there. That nobody listens
# is told when it has lasted 90 seconds, and so is its end.
@hours matter
@settings with_centre.toml
09:00     link centre up
09:00     link centre listening up
09:58     link centre listening down
09:59:30  == technical raised
09:59:30  -> sms anna "Nobody is listening at the centre"
10:00:00  press Help button
10:00     == help raised
10:00:00  -> sms anna "Help button pressed"
10:02     -> sms ben  "Help button pressed"
10:03     ben replies "1"
10:03     -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:03     == help acknowledged
10:03     -> sms anna "Ben is going"
10:04     link centre listening up
10:05:30  == technical closed (restored)
10:05:30  -> sms anna "works again"
10:10     ben replies "all ok"
10:10     == help closed (helped)
10:10     -> sms anna "closed: helped"
11:00     end
