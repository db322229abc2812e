# It says that its test button was pressed, and in a message of its own that there is smoke: one press, one test.
# What it says half a minute later is smoke.
10:00     Sue tries Smoke alarm
10:00:30  Smoke alarm says test on
10:00:30  == smoke raised
10:00:32  Smoke alarm says smoke on
10:00:45  Smoke alarm says smoke off, test off
10:01:10  Smoke alarm says smoke on
10:01:10  == smoke raised
10:01:10  -> sms anna "Ring 999 fire" "Smoke alarm"
10:01:30  == smoke closed (test)
10:02     anna replies "false alarm M7"
10:02     == smoke closed (false alarm)
10:03     Smoke alarm says smoke off
10:10     Sue tries Smoke alarm
10:10:30  Smoke alarm says test on
10:10:30  == smoke raised
10:10:45  Smoke alarm says smoke on
10:10:45  == smoke raised
10:10:45  -> sms anna "Ring 999 fire" "Smoke alarm"
10:11     anna replies "false alarm R7"
10:11     == smoke closed (false alarm)
10:11:30  == smoke closed (test)
11:00     end
