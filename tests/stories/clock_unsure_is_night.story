# Nobody vouches for the clock: it may be night, so the telephone rings besides the text.
@set [contacts anna] ways = ["text", "call"]
09:59  clock unsure
10:00  press Help button
10:00  -> sms anna "Help button pressed"
10:00  -> call anna "help button pressed"
10:01  anna presses 1
10:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:10  anna replies "all ok"
10:30  end
