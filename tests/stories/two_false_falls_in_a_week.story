# The second false alarm within a week is told: the pendant may sit wrongly.
@settings worn_only.toml
10:00:10  Pendant is struck: a fall
10:00:10  == fall pending
10:00:30  == fall raised
10:00:30  -> sms anna "Possible fall"
10:01     anna replies "false alarm"
10:01     == fall closed (false alarm)
+3d
10:00:10  Pendant is struck: a fall (another 2)
10:00:10  == fall pending
10:00:30  == fall raised
10:00:30  -> sms anna "Possible fall"
10:01     anna replies "false alarm"
10:01     == fall closed (false alarm)
10:01     == news closed (restored)
10:01     -> sms anna "Pendant has raised 2 false alarms in a week"
11:00     end
