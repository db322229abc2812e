# She is asked whether she is all right, and walks into another room: nobody is told.
@set timers.ask = "5m"
@set [detectors.inactivity] one_room_for = "8h"
07:59     motion bedroom
08:00     motion kitchen
10:00     motion kitchen
12:00     motion kitchen
14:00     motion kitchen
16:00     motion kitchen
16:00     == one room only pending
16:00     -> sms mary "For long I have seen you in one room only."
16:03     motion hall
16:03     == one room only closed (moving again)
16:10     end
