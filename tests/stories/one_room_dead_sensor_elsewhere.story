# The hall's sensor is dead: whoever is in the hall is seen by nobody. So it takes 12 h instead of 8 until people are
# told that only the kitchen moves; by the lounge and the bedroom she would have been seen, day and night.
@hours matter
@set timers.ask = "0s"
@set [detectors.inactivity] one_room_for = "8h"
07:59     motion bedroom
08:00     motion kitchen
08:30     Hall motion goes offline
08:41:30  == technical raised
09:00     -> sms anna "Hall motion has not been heard since"
09:00     motion kitchen
11:00     motion kitchen
13:00     motion kitchen
15:00     motion kitchen
17:00     motion kitchen
19:00     motion kitchen
19:59     motion kitchen
20:00     motion kitchen
20:00     == one room only pending
20:00:20  == one room only raised
20:00:20  -> sms anna "In one room only, Kitchen. Since 08:00"
20:01     anna replies "1"
20:01     -> sms anna "Thank you. Mary S"
20:01     == one room only acknowledged
20:14     anna replies "all ok"
20:14     == one room only closed (helped)
20:20     end
