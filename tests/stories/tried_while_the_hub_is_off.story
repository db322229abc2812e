# The power fails while a test waits: what is pressed then may have waited at the broker, so that it is an alarm.
# It fails after the press: the test ends when the hub is back. It fails while smoke is on: that is a fire.
10:00     Sue tries Help button
10:00:20  hub off
10:00:50  hub on
10:01     press Help button
10:01     == help raised
10:01     -> sms anna "Help button pressed"
10:02     anna replies "false alarm K7"
10:02     == help closed (false alarm)
10:10     Sue tries Help button
10:10:20  press Help button
10:10:20  == help raised
10:10:30  hub off
10:15     hub on
10:15     == help closed (test)
10:20     Sue tries Smoke alarm
10:20:20  Smoke alarm says smoke on
10:20:20  == smoke raised
10:20:30  hub off
10:25     hub on
10:25     == smoke raised
10:25     == smoke closed (test)
10:25     -> sms anna "Ring 999 fire" "till on 5 min after its test"
10:26     anna replies "false alarm R7"
10:26     == smoke closed (false alarm)
11:00     end
