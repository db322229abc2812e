# Anna takes her mother along until Friday noon. Nobody looks for her at home; the smoke alarm counts as ever, and movement
# is asked about. She comes back the same day: Anna says so, and from then on stillness is looked for again.
@hours matter
@date 2026-01-15
@set [detectors.inactivity] limit = "90m"
@set [contacts ben] hours = "daily 00:00-24:00"
@set [notices] tell = ["anna", "ben"]
08:00     motion kitchen
08:30     anna texts "Mary away until Friday"
08:30     -> sms anna "Mary S is away until 12:00 on 16 Jan, says Anna" "Text Mary S BACK when home."
08:30     -> sms ben  "Mary S is away until 12:00 on 16 Jan, says Anna"
11:00     motion hall
11:00     == movement while away raised
11:00     -> sms anna "saw somebody at 11:00"
11:00     -> sms ben  "saw somebody at 11:00"
12:00     Smoke alarm says smoke on
12:00     == smoke raised
12:00     -> sms anna "Smoke alarm, Hall"
12:01     anna replies "1"
12:01     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
12:01     == smoke acknowledged
12:14     anna replies "false alarm"
12:14     == smoke closed (false alarm)
15:00     motion kitchen
15:05     anna texts "Mary is back"
15:05     == movement while away closed (restored)
15:05     -> sms anna "Mary S is expected at home, and watched over as usual again"
15:05     -> sms ben  "Mary S is expected at home, and watched over as usual again"
16:35     == inactivity pending
16:35:20  == inactivity raised
16:35:20  -> sms anna "No movement"
16:36     anna replies "1 M7"
16:36     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
16:36     == inactivity acknowledged
16:45     anna replies "all ok M7"
16:45     == inactivity closed (helped)
17:00     end
