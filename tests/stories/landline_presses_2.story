# Ben cannot: the next rung starts at once.
@set [contacts ben] ways = ["call"]
@set ladder = [{ tell = ["ben"], wait = "20m" }, { tell = ["anna"], wait = "3m" }]
10:00:00  press Help button
10:00:00  -> call ben "help button pressed"
10:00:30  ben presses 2
10:00:30  -> sms anna "Help button pressed" "K7"
10:00:31  ben's call is delivered
10:01     anna replies "1"
10:01     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:10     anna replies "all ok"
10:30     end
