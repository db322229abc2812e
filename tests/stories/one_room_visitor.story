# Somebody comes at noon and goes again. She is seen in the kitchen only, before and after: it counts from the door.
@set timers.ask = "0s"
@set [home] others = "visitors"
@set [detectors.inactivity] one_room_for = "8h"
07:59     motion bedroom
08:00     motion kitchen
10:00     motion kitchen
12:00     motion kitchen
12:10     Front door opens
12:11     Front door closes
12:40     Front door opens
12:41     Front door closes
13:00     motion kitchen
15:00     motion kitchen
17:00     motion kitchen
19:00     motion kitchen
20:00     Hall motion is heard
20:00     Lounge motion is heard
20:00     Bedroom motion is heard
21:00     motion kitchen
21:00     == one room only pending
21:00:20  == one room only raised
21:00:20  -> sms anna "In one room only, Kitchen. Since 13:00"
21:01     anna replies "1"
21:01     -> sms anna "Thank you. Mary S"
21:01     == one room only acknowledged
21:14     anna replies "all ok"
21:14     == one room only closed (helped)
21:20     end
