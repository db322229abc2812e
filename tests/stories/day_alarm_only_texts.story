# By day a text is enough: nobody's telephone rings.
@hours matter
@set [contacts anna] ways = ["text", "call"]
10:00  press Help button
10:00  -> sms anna "Help button pressed" "K7"
10:01  anna replies "1"
10:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:10  anna replies "all ok"
10:30  end
