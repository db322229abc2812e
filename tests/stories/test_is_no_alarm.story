# Anna was texted a test and an alarm. "OK" and "1 M7" answer the test, whatever is open; only "1 K7" holds the incident.
@settings people_only.toml
@hours matter
@starts 07:30
+30d
10:00     -> sms anna "only a test" "K7"
10:00     -> sms ben  "only a test" "M7"
10:10     "kitchen thing" says sos on
10:10     == help raised
10:10     -> sms anna "Help button pressed" "T7"
10:11     anna replies "1 K7"
10:11     -> sms anna "thank you"
10:11:30  anna replies "1 T7"
10:11:30  -> sms anna "Thank you. Mary S" "Reply 3 when you are there"
10:11:30  == help acknowledged
10:20     anna replies "all ok"
10:20     == help closed (helped)
10:30     ben replies "I can't M7"
10:30     -> sms ben  "thank you"
12:00     end
