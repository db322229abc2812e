# Two buttons: two calls, and a key answers the one that it was pressed in.
@set [contacts ben] ways = ["call"]
@set ladder = [{ tell = ["ben"], wait = "5m" }, { tell = ["anna"], wait = "5m" }]
10:00:00  press Help button
10:00:00  == help raised
10:00:00  -> call ben "help button pressed at 10 o'clock in the morning"
10:00:20  press Pull cord
10:00:20  == help raised
10:00:20  -> call ben "help button pressed, Bathroom, at 10 o'clock in the morning"
10:00:30  ben's call about M7 is busy
10:00:40  ben presses 1 about K7
10:00:40  == help acknowledged
10:01:20  -> call ben "help button pressed, Bathroom"
10:01:50  ben presses 2 about M7
10:01:50  -> sms anna "Help button pressed, Bathroom" "M7"
10:02     anna replies "1"
10:02     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:02     == help acknowledged
10:10     anna replies "all ok M7"
10:10     == help closed (helped)
10:11     console: ben closes K7 as "helped"
10:11     == help closed (helped)
10:20     end
