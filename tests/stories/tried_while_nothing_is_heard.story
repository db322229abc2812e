# For some seconds the broker was away: a press that comes then may be an old one, and so it is an alarm.
10:00     link broker up
10:01     Sue tries Help button
10:01:10  link broker down
10:01:20  link broker up
10:01:21  press Help button
10:01:21  == help raised
10:01:21  -> sms anna "Help button pressed"
10:02     anna replies "false alarm K7"
10:02     == help closed (false alarm)
10:03     link broker down
10:03     Sue tries Help button
10:04     link broker up
10:04     press Help button
10:04     == help raised
10:04     -> sms anna "Help button pressed"
10:05     anna replies "false alarm M7"
10:05     == help closed (false alarm)
11:00     end
