# At night, too, nobody is woken for what is not for life.
@hours matter
@set [contacts anna] ways = ["text", "call"]
23:10  Leak sensor says leak on
23:10  -> sms anna "Water leak" "K7"
23:11  anna replies "1"
23:11  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
23:20  anna replies "all ok"
23:30  end
