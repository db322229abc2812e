# A button that speaks only when pressed: on the sixth day a press is asked for, once and in decent hours.
# Nobody presses it: after a week it is a fault of what saves life, told at any hour. A press ends it.
@hours matter
@settings pendant_only.toml
20:00     Help button is heard
+6d
20:01:30  == technical raised
+1d
09:00     -> sms anna "Please press Mary S's help button once to test it (it calls as usual): not heard since 20:00 on 2 Nov."
20:01:30  -> sms anna "Mary S's help button has not been heard since 20:00 on 2 Nov" "Reply 1 if you will see to it" "K7"
20:01:30  -> sms mary "Mary S's help button has not been heard" "It may not call for help"
20:02     anna replies "1"
20:10     press Help button
20:10     == help raised
20:10     -> sms anna "Help button pressed" "M7"
20:11     anna replies "1 M7"
20:11     -> sms anna "Thank you. Mary S" "Reply 3 when you are there"
20:11     == help acknowledged
20:11     -> sms anna "help button has not been heard"
20:11:30  == technical closed (restored)
20:11:30  -> sms anna "Works again"
20:11:30  -> sms mary "Works again"
20:12     anna replies "all ok M7"
20:12     == help closed (helped)
20:20     end
