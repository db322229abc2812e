# A voicemail took both calls, and pressed no key: nobody has answered, and the next rung starts at once.
@set [contacts ben] ways = ["call"]
@set ladder = [{ tell = ["ben"], wait = "20m" }, { tell = ["anna"], wait = "20m" }]
10:00:00  press Help button
10:00:00  == help raised
10:00:00  -> call ben "help button pressed"
10:00:02  ben's call is accepted
10:00:50  ben's call is taken by a voicemail
10:01:00  -> call ben "help button pressed"
10:01:50  ben's call is taken by a voicemail
10:01:50  -> sms anna "Help button pressed" "K7"
10:03     anna replies "1"
10:03     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:03     == help acknowledged
10:04     ben presses 1
10:04     -> sms anna "Ben is going too"
10:10     anna replies "all ok"
10:10     == help closed (helped)
11:00     end
