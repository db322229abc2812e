# A help button that is not heard, and nobody says 1. The ladder goes on, but equipment is no reason to ring 999, nor for a
# text every ten minutes: from the second round on one an hour for each.
@hours matter
@set [detectors.inactivity] limit = "30h"
@set [detectors.inactivity] night_limit = "30h"
02:00     Help button goes offline
02:11:30  == technical raised
02:11:30  -> sms anna "Mary S's help button has not been heard" "Reply 1 if you will see to it" "K7"
02:11:30  -> sms mary "Mary S's help button has not been heard" "It may not call for help"
06:11:30  -> sms anna "help button has not been heard" "K7"
06:13:30  -> sms ben  "help button has not been heard" "K7"
06:16:30  -> sms anna "Nobody has answered. Mary S" "Alarm equipment not working" "Reply 1 if you will see to it" "K7"
06:18:30  -> sms ben  "Nobody has answered. Mary S" "Reply 1 if you will see to it" "K7"
07:16:30  -> sms anna "Nobody has answered. Mary S" "Reply 1 if you will see to it" "K7"
07:18:30  -> sms ben  "Nobody has answered. Mary S" "Reply 1 if you will see to it" "K7"
08:16:30  -> sms anna "Nobody has answered. Mary S" "Reply 1 if you will see to it" "K7"
08:17     anna replies "1 K7"
08:17     -> sms ben "Anna will see to it" "K7"
08:30     end
