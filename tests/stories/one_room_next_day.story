# She is seen in the kitchen only. Anna rings and hears that all is well; next day it is still the kitchen only, and Anna is told again.
@hours matter
@set timers.ask = "0s"
@set [detectors.inactivity] one_room_for = "8h"
07:59     motion bedroom
08:00     motion kitchen
10:00     motion kitchen
12:00     motion kitchen
14:00     motion kitchen
16:00     motion kitchen
16:00     == one room only pending
16:00:20  == one room only raised
16:00:20  -> sms anna "In one room only, Kitchen. Since 08:00"
16:01     anna replies "1"
16:01     -> sms anna "Thank you. Mary S"
16:01     == one room only acknowledged
16:12     anna replies "all ok"
16:12     == one room only closed (helped)
18:00     motion kitchen
20:00     motion kitchen
22:00     motion kitchen
22:00     Help button is heard
22:00     Pull cord is heard
22:00     Fall radar is heard
22:00     Smoke alarm is heard
22:00     CO alarm is heard
22:00     Gas alarm is heard
22:00     Heat alarm is heard
22:00     Leak sensor is heard
22:00     Hall motion is heard
22:00     Lounge motion is heard
22:00     Bedroom motion is heard
22:00     Front door is heard
+1d
00:00     motion kitchen
02:00     motion kitchen
04:00     motion kitchen
06:00     motion kitchen
08:00     motion kitchen
10:00     motion kitchen
11:00     Hall motion is heard
11:00     Lounge motion is heard
11:00     Bedroom motion is heard
11:00     Front door is heard
12:00     motion kitchen
14:00     motion kitchen
16:00     motion kitchen
16:00     == one room only pending
16:00:20  == one room only raised
16:00:20  -> sms anna "In one room only, Kitchen. Since 08:00 on 2 Nov: stuck, or a faulty sensor. Reply 1"
16:01     anna replies "1 M7"
16:01     -> sms anna "Thank you. Mary S"
16:01     == one room only acknowledged
16:10     motion hall
16:14     anna replies "all ok"
16:14     == one room only closed (helped)
16:20     end
