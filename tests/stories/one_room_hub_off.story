# The hub is off for three hours in between. Nobody could have seen her leave the kitchen then: that time does not count.
@set timers.ask = "0s"
@set [detectors.inactivity] one_room_for = "8h"
07:59     motion bedroom
08:00     motion kitchen
10:00     motion kitchen
12:00     motion kitchen
12:30     hub off
15:30     hub on
16:00     motion kitchen
18:00     motion kitchen
19:00     motion kitchen
19:00     == one room only pending
19:00:20  == one room only raised
19:00:20  -> sms anna "In one room only, Kitchen. Since 08:00"
19:01     anna replies "1"
19:01     -> sms anna "Thank you. Mary S"
19:01     == one room only acknowledged
19:14     anna replies "all ok"
19:14     == one room only closed (helped)
19:20     end
