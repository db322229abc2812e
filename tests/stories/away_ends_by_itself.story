# Away for six hours, and nobody texts that she is back: the hub watches again when the time is over, also if the power
# was off at that moment.
@hours matter
@set [detectors.inactivity] limit = "90m"
08:00     motion kitchen
08:30     anna texts "mum is away for 6 hours."
08:30     -> sms anna "Mary S is away until 14:30, says Anna"
13:00     hub off
15:00     hub on
15:00     -> sms anna "Mary S is expected at home, and watched over as usual again"
16:30     == inactivity pending
16:30:20  == inactivity raised
16:30:20  -> sms anna "No movement"
16:31     anna replies "1"
16:31     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
16:31     == inactivity acknowledged
16:40     anna replies "all ok"
16:40     == inactivity closed (helped)
17:00     end
