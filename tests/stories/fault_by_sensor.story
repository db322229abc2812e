# The smoke alarm says that it is faulty at night. Nobody owns it for 4 h: the ladder; after 24 h it is urgent.
# Its test button is no alarm and no fault.
@hours matter
@set [detectors.inactivity] limit = "30h"
@set [detectors.inactivity] night_limit = "30h"
21:58     Smoke alarm says test on
22:00     Smoke alarm says fault on
22:00     == technical raised
22:00     -> sms anna "Smoke alarm says that it is faulty" "Reply 1 if you will see to it" "K7"
22:00     -> sms mary "Smoke alarm says that it is faulty"
+1d
02:00     -> sms anna "Alarm equipment not working, Hall" "Smoke alarm says that it is faulty" "K7"
02:02     -> sms ben  "Alarm equipment not working, Hall" "Smoke alarm says that it is faulty" "K7"
02:03     ben replies "1 K7"
02:03     -> sms anna "Ben will see to it" "K7"
03:00     press Help button
03:00     == help raised
03:00     -> sms anna "Help button pressed" "M7"
03:01     anna replies "1 M7"
03:01     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
03:01     -> sms anna "smoke alarm says that it is faulty"
03:01     == help acknowledged
03:10     anna replies "all ok M7"
03:10     == help closed (helped)
22:00     == life-saving fault raised
22:00     -> sms anna "Alarm equipment not working, Hall" "K7"
22:01     anna replies "1 K7"
22:01     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
22:01     -> sms ben "Anna is going" "K7"
22:01     == life-saving fault acknowledged
22:10     Smoke alarm says fault off
22:11:30  == life-saving fault closed (restored)
22:11:30  -> sms anna "works again"
22:11:30  -> sms ben  "works again"
22:11:30  -> sms mary "works again"
22:20     end
