# zigbee2mqtt starts again and repeats what it remembers. Old movement is no movement and old smoke no new smoke;
# smoke that began while nobody listened is raised once. The time without zigbee2mqtt was blind, not quiet.
@hours matter
@set [detectors.inactivity] limit = "90m"
08:00     bridge online
08:10     Smoke alarm says smoke off seen 08:10
08:10     CO alarm says carbon monoxide off seen 08:10
08:30     motion kitchen seen 08:30
08:40     bridge offline
08:41:30  == technical raised
08:41:30  -> sms anna "zigbee2mqtt is not running"
08:41:30  -> sms mary "zigbee2mqtt is not running"
09:10     bridge online
09:10     motion kitchen seen 08:30
09:10     CO alarm says carbon monoxide off seen 08:10
09:10     Smoke alarm says smoke on seen 08:45
09:10     == smoke raised
09:10     -> sms anna "Smoke alarm, Hall" "08:45"
09:11     anna replies "1 M7"
09:11     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
09:11     -> sms anna "zigbee2mqtt is not running"
09:11     == smoke acknowledged
09:11:30  == technical closed (restored)
09:11:30  -> sms anna "works again"
09:11:30  -> sms mary "works again"
09:20     anna replies "M7 false alarm"
09:20     == smoke closed (false alarm)
09:21     bridge offline
09:22     bridge online
09:22     Smoke alarm says smoke on seen 08:45
09:22     motion kitchen seen 08:30
10:31:00  == inactivity pending
10:31:20  == inactivity raised
10:31:20  -> sms anna "No movement, Kitchen" "08:30"
10:32     anna replies "T7 spoke to her"
10:32     == inactivity closed (spoke to them)
11:00     end
