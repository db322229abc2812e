# She is in hospital. Silence is no alarm; movement at home is asked about, once in decent hours; smoke is smoke.
@hours matter
@set [home] service = "suspended"
@starts 00:00
06:30  motion hall
06:30  == movement while away raised
06:35  motion kitchen
09:00  -> sms anna "saw somebody at 06:30" "nobody should be at home"
12:00  Smoke alarm says smoke on
12:00  == smoke raised
12:00  -> sms anna "Smoke alarm, Hall"
12:01  anna replies "1"
12:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
12:01  == smoke acknowledged
12:14  anna replies "false alarm"
12:14  == smoke closed (false alarm)
18:00  end
