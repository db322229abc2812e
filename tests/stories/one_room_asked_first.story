# The kitchen's sensor has spoken all day. She is asked first; she has only been baking, and says so.
@set timers.ask = "5m"
@set [detectors.inactivity] one_room_for = "8h"
07:59     motion bedroom
08:00     motion kitchen
10:00     motion kitchen
12:00     motion kitchen
14:00     motion kitchen
16:00     motion kitchen
16:00     == one room only pending
16:00     -> sms mary "Mary S, are you all right? For long I have seen you in one room only." "At 16:05"
16:02     mary texts "OK"
16:02     == one room only closed (cancelled by resident)
18:00     motion kitchen
18:10     motion lounge
18:20     end
