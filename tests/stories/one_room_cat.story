# A cat is shut in the kitchen all day. With a pet in the home no movement takes it back, not even in another room.
@set timers.ask = "0s"
@set [home] pets = true
@set [detectors.inactivity] one_room_for = "8h"
07:59     motion bedroom
08:00     motion kitchen
10:00     motion kitchen
12:00     motion kitchen
14:00     motion kitchen
16:00     motion kitchen
16:00     == one room only pending
16:00:10  motion hall
16:00:20  == one room only raised
16:00:20  -> sms anna "In one room only, Kitchen"
16:01     anna replies "1"
16:01     -> sms anna "Thank you. Mary S"
16:01     == one room only acknowledged
16:14     anna replies "all ok"
16:14     == one room only closed (helped)
16:20     end
