# The hall's sensor is dead: whoever goes through the hall is seen by nobody. That is told as what it is, and is no alarm.
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
20:00     motion kitchen
20:10     end
