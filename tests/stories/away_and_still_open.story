# Nobody moves, and Anna texts that Mary is away. The alarm is open until she says so: she is told how.
08:00     motion kitchen
08:01     motion lounge
12:01     == inactivity pending
12:01:20  == inactivity raised
12:01:20  -> sms anna "No movement" "K7"
12:02     anna replies "she is away until friday"
12:02     -> sms anna "Mary S is away until"
12:02     -> sms anna "still open: no movement. Reply ALL OK if it is over" "K7"
12:03     anna replies "all ok"
12:03     == inactivity closed (helped)
12:30     end
