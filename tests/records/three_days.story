# Three days of Mary's, with a centre: everything that a report counts happens, and the last call is still open.
@settings with_centre.toml
@set [detectors.liveness] most = "20d"
@set [detectors.liveness] battery = "20d"
@set [detectors.inactivity] limit = "20d"
@set [detectors.inactivity] night_limit = "20d"
08:00     link centre up
08:00     link centre listening up
# Sue has it after 50 s; Anna is there after 15 min; it was worth it.
10:00:00  press Help button
10:00:04  centre received
10:00:50  centre acknowledges by "Sue"
10:02:01  motion hall
10:02:03  anna's text is accepted
10:02:05  anna's text is delivered
10:03:00  anna replies "1 10"
10:15:00  anna replies "there now"
10:30:00  centre closes as "helped" by "Sue"
# A button that was sat upon.
14:00:00  press Help button
14:00:05  centre received
14:02:01  motion hall
14:02:05  anna's text is accepted
14:02:30  centre closes as "false alarm" by "Sue"
+1d
# Cancelled in time: nobody was told.
09:00:00  Fall radar says fall on
09:00:12  cancel Help button
09:05:00  Fall radar says fall off
11:00:00  centre tests by "Sue"
# The centre cannot be reached; Anna cannot come, Ben comes late.
19:59:00  link centre down
20:00:00  press Help button
20:00:02  anna's text is accepted
20:01:00  anna replies "2 B7"
20:02:01  motion hall
20:02:03  ben's text is accepted
20:04:00  ben replies "1 B7"
20:50:00  ben replies "there now B7"
21:00:00  ben replies "all ok B7"
+1d
12:00:00  press Help button
12:00:10  anna's text is unreachable
12:00:14  ben's text is accepted
12:01:30  end
