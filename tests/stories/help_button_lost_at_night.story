# A help button that cannot be heard is told at any hour, to her too. Nobody owns it for 4 h: the ladder.
# Not mended after 24 h: it is urgent, and is climbed again until somebody holds it.
@hours matter
@set [detectors.inactivity] limit = "30h"
@set [detectors.inactivity] night_limit = "30h"
02:00     Help button goes offline
02:11:30  == technical raised
02:11:30  -> sms anna "Mary S's help button has not been heard" "Reply 1 if you will see to it" "K7"
02:11:30  -> sms mary "Mary S's help button has not been heard" "It may not call for help"
03:00     press Pull cord
03:00     == help raised
03:00     -> sms anna "Help button pressed, Bathroom" "M7"
03:01     anna replies "1 M7"
03:01     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
03:01     -> sms anna "help button has not been heard since 02:00"
03:01     == help acknowledged
03:10     anna replies "all ok M7"
03:10     == help closed (helped)
06:11:30  -> sms anna "help button has not been heard" "K7"
06:13:30  -> sms ben  "help button has not been heard" "K7"
06:15     ben replies "1 K7"
06:15     -> sms anna "Ben will see to it" "K7"
+1d
02:11:30  == life-saving fault raised
02:11:30  -> sms anna "Alarm equipment not working" "K7"
02:12     anna replies "1 K7"
02:12     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
02:12     -> sms ben "Anna is going" "K7"
02:12     == life-saving fault acknowledged
02:20     Help button is heard
02:21:30  == life-saving fault closed (restored)
02:21:30  -> sms anna "works again"
02:21:30  -> sms ben  "works again"
02:21:30  -> sms mary "works again"
02:55     end
