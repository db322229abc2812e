# A hub that comes back within half an hour sends it, a little later, when it has heard what it missed. One that comes back
# at eleven does not: old news is not told as new. The next one says so.
@settings small.toml
@hours matter
@date 2026-01-15
@starts 07:00
07:00     Help button is heard
07:00     Front door is heard
08:41     motion kitchen
08:50     hub off
09:10     hub on
09:12     -> sms anna "CareHub 09:12: Mary S, 12 Elm Rd. All is well. Movement at 08:41." "Next at 09:00. If none by 09:30, ring."
09:12:10  anna's text is delivered
11:00     motion kitchen
13:00     motion kitchen
15:00     motion kitchen
17:00     motion kitchen
19:00     motion kitchen
19:00     Front door is heard
21:30     motion kitchen
+1d
07:00     motion kitchen
08:50     hub off
11:00     hub on
11:01     motion kitchen
13:00     motion kitchen
15:00     motion kitchen
17:00     motion kitchen
19:00     motion kitchen
19:00     Front door is heard
21:30     motion kitchen
+1d
07:30     motion kitchen
09:00     -> sms anna "All is well. Movement at 07:30. Yesterday's may not have come."
09:10     end
