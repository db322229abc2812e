# At night zigbee2mqtt no longer knows the smoke alarm: told at once at any hour, to her too; nobody owns it for 4 h: the
# ladder; whoever goes to her hears of it; after 24 h it is urgent. On the list again it counts only when it is heard.
# The sensors that were never heard in 25 h are one notice, which waits for the morning.
@hours matter
@set [detectors.inactivity] limit = "60h"
@set [detectors.inactivity] night_limit = "60h"
01:00     zigbee2mqtt knows all
02:00     zigbee2mqtt knows all but Smoke alarm
02:01:30  == technical raised
02:01:30  -> sms anna "Smoke alarm: zigbee2mqtt does not know it" "Reply 1 if you will see to it" "K7"
02:01:30  -> sms mary "Smoke alarm: zigbee2mqtt does not know it" "It may not call for help"
05:00     press Help button
05:00     == help raised
05:00     -> sms anna "Help button pressed" "M7"
05:01     anna replies "1 M7"
05:01     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
05:01     -> sms anna "smoke alarm: zigbee2mqtt does not know it"
05:01     == help acknowledged
05:10     anna replies "all ok M7"
05:10     == help closed (helped)
06:01:30  -> sms anna "Alarm equipment not working, Hall" "K7"
06:03:30  -> sms ben "Alarm equipment not working, Hall" "K7"
06:04     ben replies "1 K7"
06:04     -> sms anna "Ben will see to it" "K7"
12:00     zigbee2mqtt knows all
20:00     CO alarm is heard
20:01     Gas alarm is heard
20:02     Heat alarm is heard
+1d
02:01:30  == life-saving fault raised
02:01:30  == technical raised
02:01:30  -> sms anna "Alarm equipment not working, Hall" "K7"
02:02     anna replies "1 K7"
02:02     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
02:02     -> sms ben "Anna is going" "K7"
02:02     == life-saving fault acknowledged
02:05     Smoke alarm is heard
02:06:30  == life-saving fault closed (restored)
02:06:30  -> sms anna "works again"
02:06:30  -> sms ben "works again"
02:06:30  -> sms mary "works again"
03:00     end
