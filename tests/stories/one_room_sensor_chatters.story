# The kitchen's sensor speaks by itself for two days, and she lies elsewhere, where nobody sees her. It is told once.
@hours matter
@settings whole_kit.toml
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
16:12     anna replies "K7 false alarm"
16:12     == one room only closed (false alarm)
18:00     motion kitchen
20:00     motion kitchen
22:00     motion kitchen
+1d
00:00     motion kitchen
02:00     motion kitchen
04:00     motion kitchen
06:00     motion kitchen
08:10     end
