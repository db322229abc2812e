# After a month each contact is texted a test. Anna answers. Ben does not, is tried once more a day later, and on the
# third day Anna hears that an alarm might not reach him. Then he answers after all, and she hears that too.
@settings people_only.toml
@hours matter
@starts 07:30
+30d
10:00     -> sms anna "only a test, nobody needs help" "reply OK" "K7"
10:00     -> sms ben  "only a test, nobody needs help" "reply OK" "M7"
10:04     anna replies "Ok!"
10:04     -> sms anna "thank you"
+1d
10:00     -> sms ben  "only a test" "Second try" "M7"
10:01     ben's text is delivered
+2d
10:00     == technical raised
10:00     -> sms anna "Ben has not answered the test of 10:00 on 2 Dec; it was delivered"
11:20     ben replies "ok M7"
11:20     -> sms ben  "thank you"
11:20     == technical closed (restored)
11:20     -> sms anna "works again"
12:00     end
