# A leak is seen while Anna, who is asked by day, still may be. At six she may not any more, and on her ladder there is
# nobody else: the alarm goes over to the night's ladder, as soon as somebody on that one may be asked.
@hours matter
@set [contacts anna] hours = "daily 08:00-18:00"
@set [contacts ben]  hours = "daily 19:00-08:00"
@set ladder = [{ tell = ["anna"], wait = "4m" }]
@set ladders = [{ name = "night", hours = "daily 18:00-08:00", rungs = [{ tell = ["ben"], wait = "5m" }] }]
17:51  Leak sensor says leak on
17:51  == flood raised
17:51  -> sms anna "Water leak, Bathroom" "K7"
17:55  -> sms anna "Nobody has answered" "K7"
# 18:00 to 19:00 is nobody's hour. Then Ben hears of it, and Anna is left in peace.
19:00  -> sms ben  "Water leak, Bathroom" "K7"
19:10  -> sms ben  "Nobody has answered" "K7"
19:11  ben replies "1"
19:11  == flood acknowledged
19:11  -> sms ben  "Thank you. Mary S" "Reply 3 when you are there"
19:11  -> sms anna "Ben is going"
19:20  ben replies "all ok"
19:20  == flood closed (helped)
19:20  -> sms anna "closed: helped"
20:00  end
