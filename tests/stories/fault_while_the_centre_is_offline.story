# Notices go to the centre, which is offline. A fault that saves life must be told all the same: the ladder, at once.
@hours matter
@settings with_centre.toml
@set [notices] tell = ["centre"]
02:00     link centre up
02:10:00  link centre listening down
02:11:30  == technical raised
03:00     Smoke alarm says tamper on
03:00     == technical raised
03:00     -> sms mary "Smoke alarm was opened"
03:00     -> sms anna "Smoke alarm was opened" "K7"
03:01     anna replies "1 K7"
03:30     Smoke alarm says tamper off
03:31:30  == technical closed (restored)
03:31:30  -> sms anna "works again"
03:31:30  -> sms mary "works again"
04:00     end
