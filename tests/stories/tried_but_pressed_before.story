# The press was made before anybody asked for a test, and only came late; another is the broker's old copy. Both count.
10:00     link broker up
10:00     Help button is heard seen 09:50
10:01     Sue tries Help button
10:01:30  press Help button seen 10:00
10:01:30  == help raised
10:01:30  -> sms anna "Help button pressed"
10:02     anna replies "false alarm K7"
10:02     == help closed (false alarm)
10:05     Sue tries Smoke alarm
10:05:30  Smoke alarm says smoke on cached
10:05:30  == smoke raised
10:05:30  -> sms anna "Ring 999 fire" "still on when first seen"
10:06     anna replies "false alarm M7"
10:06     == smoke closed (false alarm)
11:00     end
