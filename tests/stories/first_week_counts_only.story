# In its first week the pendant calls nobody by itself: it is counted what it would have done, and told when it is over.
@settings worn_only.toml
@set [detectors.falls] first_week = "7d"
@hours matter
08:00     Pendant walks (7200 s)
10:00:10  Pendant is struck: a soft fall
10:00:10  Pendant struggles for 10 s
15:00     Pendant walks (60 s)
22:00     Pendant walks (28800 s)
+1d
08:00     Pendant walks (7200 s)
15:00     Pendant walks (60 s)
22:00     Pendant walks (28800 s)
+1d
08:00     Pendant walks (7200 s)
15:00     Pendant walks (60 s)
22:00     Pendant walks (28800 s)
+1d
08:00     Pendant walks (7200 s)
15:00     Pendant walks (60 s)
22:00     Pendant walks (28800 s)
+1d
08:00     Pendant walks (7200 s)
15:00     Pendant walks (60 s)
22:00     Pendant walks (28800 s)
+1d
08:00     Pendant walks (7200 s)
15:00     Pendant walks (60 s)
22:00     Pendant walks (28800 s)
+1d
08:00     Pendant walks (7200 s)
15:00     Pendant walks (60 s)
22:00     Pendant walks (28800 s)
+1d
06:00     == news raised
06:30     Pendant walks (60 s)
09:00     -> sms anna "Pendant has been worn 7 days: 1 alarm would have been raised. It now calls for help by itself"
09:00     == news closed (restored)
10:00:10  Pendant is struck: a soft fall
10:00:10  == fall pending
10:00:10  Pendant struggles for 22 s
10:00:30  == fall raised
10:00:30  -> sms anna "Possible fall. Pendant felt a fall"
10:01     anna replies "spoke to her"
10:01     == fall closed (spoke to them)
11:00     end
