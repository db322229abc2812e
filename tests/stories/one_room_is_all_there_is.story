# Movement is seen in the kitchen only: nobody could be seen to leave it, so nothing is concluded.
@settings one_room.toml
@set timers.ask = "0s"
@set [detectors.inactivity] one_room_for = "8h"
08:00     motion kitchen
10:00     motion kitchen
12:00     motion kitchen
14:00     motion kitchen
16:00     motion kitchen
18:00     motion kitchen
20:00     end
