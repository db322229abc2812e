# Each morning Anna reads that all is well, and when her mother last moved. No answer to it means anything. One that no
# machine is known to have taken is spoken of in the next.
@settings small.toml
@hours matter
@date 2026-01-15
@starts 07:00
07:00     Help button is heard
07:00     Front door is heard
08:41     motion kitchen
09:00     -> sms anna "CareHub 09:00: Mary S, 12 Elm Rd. All is well. Movement at 08:41." "Next at 09:00. If none by 09:30, ring."
09:00:05  anna's text is accepted
09:05     anna replies "1"
09:05     -> sms anna "nothing is open that this reply could be for"
11:00     motion kitchen
13:00     motion kitchen
15:00     motion kitchen
17:00     motion kitchen
19:00     motion kitchen
19:00     Front door is heard
21:30     motion kitchen
+1d
06:10     motion kitchen
09:00     -> sms anna "All is well. Movement at 06:10. Next at 09:00"
09:00:10  motion kitchen
11:00     motion kitchen
13:00     motion kitchen
15:00     motion kitchen
17:00     motion kitchen
19:00     motion kitchen
19:00     Front door is heard
21:30     motion kitchen
+1d
08:00     motion kitchen
09:00     -> sms anna "All is well. Movement at 08:00. Yesterday's may not have come. Next at 09:00"
09:00:05  anna's text is delivered
09:10     end
