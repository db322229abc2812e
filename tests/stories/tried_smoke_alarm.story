# The smoke alarm's test button makes it say smoke. That once it is a test, if the smoke is gone within the minute.
# Whatever comes after it is a fire: the same alarm again, and what stays on.
10:00     Sue tries Smoke alarm
10:00:30  Smoke alarm says smoke on
10:00:30  == smoke raised
10:00:50  Smoke alarm says smoke off
10:01:30  == smoke closed (test)
10:01:40  Smoke alarm says smoke on
10:01:40  == smoke raised
10:01:40  -> sms anna "Ring 999 fire" "Smoke alarm"
10:02     anna replies "false alarm M7"
10:02     == smoke closed (false alarm)
10:03     Smoke alarm says smoke off
10:10     Sue tries Smoke alarm
10:10:20  Smoke alarm says smoke on
10:10:20  == smoke raised
10:11:20  == smoke raised
10:11:20  == smoke closed (test)
10:11:20  -> sms anna "Ring 999 fire" "till on 1 min after its test"
10:12     anna replies "1 R7"
10:12     == smoke acknowledged
10:12     -> sms anna "Thank you"
10:15     anna replies "all ok R7"
10:15     == smoke closed (helped)
10:15     Smoke alarm says smoke off
11:00     end
