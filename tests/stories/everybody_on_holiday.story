# All are on holiday. A help call is for life and asks them in spite of it; the leak waits for the first who is back,
# and Ben's swap, written down while it waits, brings it to him at once.
@hours matter
@set consent = { inactivity = { agreed = false } }
@set rota = [{ contact = "anna", from = 2026-11-02, until = 2026-11-02, asked = false }, { contact = "ben", from = 2026-11-01, until = 2026-11-04, asked = false }]
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed" "K7"
10:02  -> sms ben  "Help button pressed" "K7"
10:03  anna replies "1"
10:03  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:03  == help acknowledged
10:03  -> sms ben  "Anna is going"
10:15  anna replies "all ok"
10:15  == help closed (helped)
10:15  -> sms ben  "closed: helped"
11:00  Leak sensor says leak on
11:00  == flood raised
+1d
00:00  -> sms anna "CareHub 00:00: Mary S, 12 Elm Rd. Water leak, Bathroom." "M7"
00:01  anna replies "1 M7"
00:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
00:01  == flood acknowledged
00:10  anna replies "all ok M7"
00:10  == flood closed (helped)
08:00  settings: rota = [{ contact = "anna", from = 2026-11-03, until = 2026-11-04, asked = false }, { contact = "ben", from = 2026-11-01, until = 2026-11-04, asked = false }]
09:00  Leak sensor says leak off
09:01  Leak sensor says leak on
09:01  == flood raised
09:30  settings: rota = [{ contact = "ben", from = 2026-11-01, until = 2026-11-04, asked = true }]
09:30  -> sms anna "Water leak, Bathroom" "Ben is asked at 09:32" "T7"
09:31  anna replies "2 T7"
09:31  -> sms ben  "Water leak, Bathroom" "T7"
09:32  ben replies "1 T7"
09:32  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
09:32  == flood acknowledged
09:32  -> sms anna "Ben is going" "T7"
09:40  ben replies "all ok T7"
09:40  == flood closed (helped)
09:40  -> sms anna "closed: helped" "T7"
10:00  end
