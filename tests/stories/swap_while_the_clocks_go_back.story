# Ben covers from 01:30 of the night in which 01:30 comes twice: from the first of the two, and until 03:00 winter time.
@hours matter
@date 2026-10-25
@set [contacts anna] hours = "daily 03:00-24:00"
@set [contacts ben]  hours = "daily 09:00-18:00"
@set rota = [{ contact = "ben", from = "2026-10-25 01:30", until = "2026-10-25 03:00", asked = true }]
00:40  Leak sensor says leak on
00:40  == flood raised
01:30  -> sms ben "Water leak, Bathroom" "K7"
01:31  ben replies "1"
01:31  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
01:31  == flood acknowledged
01:40  ben replies "all ok"
01:40  == flood closed (helped)
01:20 (again)  Leak sensor says leak off
01:20 (again)  Leak sensor says leak on
01:20 (again)  == flood raised
01:20 (again)  -> sms ben "Water leak, Bathroom" "M7"
01:22 (again)  ben replies "1 M7"
01:22 (again)  == flood acknowledged
01:22 (again)  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
01:22 (again)  ben replies "all ok M7"
01:22 (again)  == flood closed (helped)
03:00  Leak sensor says leak off
03:00  Leak sensor says leak on
03:00  == flood raised
03:00  -> sms anna "Water leak, Bathroom" "T7"
03:01  anna replies "1"
03:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
03:01  == flood acknowledged
03:15  anna replies "all ok"
03:15  == flood closed (helped)
04:00  end
