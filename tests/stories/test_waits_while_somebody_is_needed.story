# The test is due while an alarm is open: it waits, for nobody may take the one for the other. Anna's "1" is the alarm's;
# it shows as well that she can be reached, so she is not tested. Ben is, once all is over.
@settings people_only.toml
@hours matter
@starts 09:50
+30d
09:45     "kitchen thing" says sos on
09:45     == help raised
09:45     -> sms anna "Help button pressed" "K7"
09:46     anna replies "1"
09:46     -> sms anna "Thank you. Mary S" "Reply 3 when you are there"
09:46     == help acknowledged
09:55     anna replies "3"
09:55     == help with_resident
10:46     anna replies "all ok"
10:46     == help closed (helped)
10:50     -> sms ben  "only a test"
10:51     ben replies "1"
10:51     -> sms ben  "thank you"
12:00     end
