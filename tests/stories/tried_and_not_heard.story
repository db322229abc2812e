# Nobody presses in the two minutes: then the test is over, and a press is an alarm. At its last second it is a test.
10:00     Sue tries Help button
10:02:01  press Help button
10:02:01  == help raised
10:02:01  -> sms anna "Help button pressed"
10:03     anna replies "false alarm"
10:03     == help closed (false alarm)
10:10     Sue tries Help button
10:12     press Help button
10:12     == help raised
10:13     == help closed (test)
11:00     end
