# The hub does not know the time for sure: rota hours hold nobody back.
@hours matter
@set [contacts anna] hours = "daily 08:00-18:00"
02:00  clock unsure
03:00  Leak sensor says leak on
03:00  == flood raised
03:00  -> sms anna "Water leak, Bathroom"
03:01  anna replies "1"
03:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
03:01  == flood acknowledged
03:10  anna replies "all ok"
03:10  == flood closed (helped)
04:00  end
