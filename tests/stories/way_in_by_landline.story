# Ben has a landline: after key 1 he hears what is needed there, and key 4 has him rung with the way in. Who takes over asks anew.
@set [contacts ben] ways = ["call"]
@set ladder = [{ tell = ["ben"], wait = "2m" }, { tell = ["anna"], wait = "3m" }]
@set [access] key_safe = "left of the back door"
10:00:00  press Help button
10:00:00  == help raised
10:00:00  -> call ben "Press 1 if you are going" "Mary S, 12 Elm Road. Hard of hearing. To hear how to get in, press 4."
10:00:40  ben presses 4
10:00:45  ben presses 1
10:00:45  == help acknowledged
10:00:50  ben presses 4 after 1
10:00:50  -> call ben "Press 1 to hear how to get in." "(***)" "Please keep no note of it once it is over."
10:01:10  ben presses 1
10:15:45  -> call ben "Are you still going to Mary S?" "press 4"
10:16     ben presses 2
10:16     == help raised
10:16     -> sms anna "Help button pressed"
10:17     anna replies "1"
10:17     -> sms anna "Thank you" "KEY for how to get in"
10:17     == help acknowledged
10:20     anna replies "all ok"
10:20     == help closed (helped)
11:00     end
