# Ben has a landline: he is called at any hour and never texted, and is asked by telephone whether he is still going.
@set [contacts ben] ways = ["call"]
@set ladder = [{ tell = ["ben"], wait = "2m" }, { tell = ["anna"], wait = "3m" }]
10:00:00  press Help button
10:00:00  == help raised
10:00:00  -> call ben "help button pressed" "Press 1 if you are going"
10:00:45  ben presses 1
10:00:45  == help acknowledged
10:15:45  -> call ben "Are you still going to Mary S? Press 1 if you are. Press 2 if you cannot."
10:16:20  ben presses 1
10:17     ben's call is delivered
10:20     press Help button
10:20     -> call ben "It has happened again: Help button pressed. Are you still going to Mary S?"
10:20:30  ben presses 2
10:20:30  == help raised
10:20:30  -> sms anna "Help button pressed"
10:21     anna replies "1"
10:21     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:21     == help acknowledged
10:30     anna replies "all ok"
10:30     == help closed (helped)
11:00     end
