# A key that comes after the end changes nothing, and who believes that they must go hears that they need not.
@set [contacts ben] ways = ["call"]
@set ladder = [{ tell = ["ben", "anna"], wait = "5m" }]
10:00:00  press Help button
10:00:00  == help raised
10:00:00  -> call ben "help button pressed"
10:00:00  -> sms anna "Help button pressed" "K7"
10:00:20  anna replies "1"
10:00:20  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:00:20  == help acknowledged
10:00:30  anna replies "spoke to her"
10:00:30  == help closed (spoke to them)
10:00:40  ben presses 1
10:00:40  -> call ben "This was over at 10 o'clock in the morning. You need not go."
10:00:45  ben presses 1 about K7
10:00:50  ben presses 2 about K7
10:10     end
