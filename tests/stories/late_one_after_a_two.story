# Ben wrote "1" and then "2", and they come the other way round: his last word is that he cannot, so the ladder goes on.
10:00     press Help button
10:00     == help raised
10:00     -> sms anna "Help button pressed" "K7"
10:02     -> sms ben  "Help button pressed" "K7"
10:02:30  ben replies "2" sent 10:02:20
10:02:30  -> sms anna "Nobody has answered"
10:02:40  ben replies "1" sent 10:02:10
10:02:50  ben replies "3" sent 10:02:15
10:03     ben replies "with her, 999 called" sent 10:02:18
10:03     -> sms anna "Ben has called 999"
10:03:30  ben replies "1" sent 10:03:20
10:03:30  == help acknowledged
10:03:30  -> sms ben  "Thank you"
10:03:30  -> sms anna "Ben is going"
10:10     ben replies "all ok"
10:10     == help closed (ambulance)
10:10     -> sms anna "closed"
10:30     end
