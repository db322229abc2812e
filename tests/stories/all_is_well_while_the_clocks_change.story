# The night in which spring skips an hour: nine is nine on the clocks of the home.
@settings small.toml
@hours matter
@date 2026-03-28
@starts 07:00
07:00     Help button is heard
07:00     Front door is heard
08:41     motion kitchen
09:00     -> sms anna "CareHub 09:00" "All is well. Movement at 08:41."
09:00:05  anna's text is accepted
11:00     motion kitchen
13:00     motion kitchen
15:00     motion kitchen
17:00     motion kitchen
19:00     motion kitchen
19:00     Front door is heard
21:30     motion kitchen
+1d
07:00     motion kitchen
09:00     -> sms anna "CareHub 09:00" "All is well. Movement at 07:00." "Next at 09:00. If none by 09:30, ring."
09:00:05  anna's text is accepted
09:10     end
