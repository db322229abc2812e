# Nobody is looked for while she is away, and said so: whoever moves in the kitchen is asked about, and is no alarm.
@hours matter
@set timers.ask = "0s"
@set [detectors.inactivity] one_room_for = "8h"
07:50     motion kitchen
08:00     anna texts "Mary away until tomorrow"
08:00     -> sms anna "Mary S is away until"
09:00     motion kitchen
09:00     -> sms anna "Kitchen motion saw somebody at 09:00"
10:00     motion kitchen
11:00     motion kitchen
12:00     motion kitchen
13:00     motion kitchen
14:00     motion kitchen
15:00     motion kitchen
16:00     motion kitchen
17:00     motion kitchen
18:00     motion kitchen
19:00     motion kitchen
20:00     end
