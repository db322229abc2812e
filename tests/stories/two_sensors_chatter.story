# Two motion sensors speak by themselves, day and night: the home is never still, and no room moves alone. It is told as equipment.
@hours matter
@set timers.ask = "0s"
07:00     motion kitchen
07:01     motion hall
08:20     motion kitchen
08:21     motion hall
09:40     motion kitchen
09:41     motion hall
11:00     motion kitchen
11:01     motion hall
12:20     motion kitchen
12:21     motion hall
13:40     motion kitchen
13:41     motion hall
15:00     motion kitchen
15:01     motion hall
16:20     motion kitchen
16:21     motion hall
17:40     motion kitchen
17:41     motion hall
19:00     motion kitchen
19:01     motion hall
20:20     motion kitchen
20:21     motion hall
20:30     Help button is heard
20:30     Pull cord is heard
20:30     Fall radar is heard
20:30     Smoke alarm is heard
20:30     CO alarm is heard
20:30     Gas alarm is heard
20:30     Heat alarm is heard
20:30     Leak sensor is heard
20:30     Front door is heard
20:30     Lounge motion is heard
20:30     Bedroom motion is heard
21:40     motion kitchen
21:41     motion hall
23:00     motion kitchen
23:01     motion hall
+1d
00:20     motion kitchen
00:21     motion hall
01:40     motion kitchen
01:41     motion hall
03:00     motion kitchen
03:01     motion hall
04:20     motion kitchen
04:21     motion hall
05:40     motion kitchen
05:41     motion hall
07:00     motion kitchen
07:01     motion hall
09:00     -> sms anna "2 things to see to. Kitchen motion has seen movement without a pause since 07:00 on 2 Nov: may be faulty."
09:10     end
