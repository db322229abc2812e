# Anna's holiday begins at midnight, in the middle of an alarm: she is not asked again, and Ben is, round after round.
@hours matter
@set rota = [{ contact = "anna", from = 2026-11-03, until = 2026-11-03, asked = false }]
23:52  press Help button
23:52  == help raised
23:52  -> sms anna "Help button pressed" "K7"
23:54  -> sms ben  "Help button pressed" "K7"
23:57  -> sms anna "Nobody has answered" "K7"
23:59  -> sms ben  "Nobody has answered" "K7"
+1d
00:11  -> sms ben  "Nobody has answered" "K7"
# She was told, so her answer counts as before.
00:12  anna replies "1"
00:12  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
00:12  == help acknowledged
00:12  -> sms ben  "Anna is going" "K7"
00:20  anna replies "all ok"
00:20  == help closed (helped)
00:20  -> sms ben  "closed: helped"
01:00  end
