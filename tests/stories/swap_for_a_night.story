# Ben works by day and Anna is there at night. For one night they swapped: Ben is asked, and Anna sleeps.
@hours matter
@set consent = { inactivity = { agreed = false } }
@set [contacts anna] hours = "daily 18:00-08:00"
@set [contacts ben]  hours = "daily 08:00-18:00"
@set rota = [{ contact = "anna", from = "2026-11-02 18:00", until = "2026-11-03 08:00", asked = false }, { contact = "ben", from = "2026-11-02 18:00", until = "2026-11-03 08:00", asked = true, note = "swapped with Anna" }]
23:00  press Help button
23:00  == help raised
23:00  -> sms ben  "Help button pressed" "K7"
23:02  ben replies "1"
23:02  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
23:02  == help acknowledged
23:15  ben replies "all ok"
23:15  == help closed (helped)
+1d
# The night after is Anna's again.
23:00  press Help button
23:00  == help raised
23:00  -> sms anna "Help button pressed" "M7"
23:02  anna replies "1"
23:02  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
23:02  == help acknowledged
23:15  anna replies "all ok"
23:15  == help closed (helped)
23:30  end
