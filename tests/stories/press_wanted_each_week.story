# The button speaks only when pressed. A press is asked for after six days, in decent hours, once; she presses it as a
# test; six days later it is asked for again.
@hours matter
@settings pendant_only.toml
@set [detectors.inactivity] limit = "99h"
20:00     Help button is heard
+6d
20:01:30  == technical raised
+1d
09:00     -> sms anna "Please press Mary S's help button once to test it"
09:30     press Help button
09:30     == help raised
09:30     -> sms anna "Help button pressed" "K7"
09:31     anna replies "1 K7"
09:31     -> sms anna "Thank you. Mary S" "Reply 3 when you are there"
09:31     == help acknowledged
09:31:30  == technical closed (restored)
09:31:30  -> sms anna "Works again. It was: please press"
09:32     anna replies "all ok K7"
09:32     == help closed (helped)
+6d
09:31:30  == technical raised
09:31:30  -> sms anna "Please press Mary S's help button once to test it" "not heard since 09:30 on 9 Nov"
12:00     end
