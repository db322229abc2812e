# Texted and called at night, and no key is pressed: a silenced phone lets the second call through. Nothing but a key or
# a reply is an answer, and the text still waits for the rung's whole time.
@hours matter
@set [contacts anna] ways = ["text", "call"]
@set ladder = [{ tell = ["anna"], wait = "4m" }, { tell = ["ben"], wait = "3m" }]
03:00:00  press Help button
03:00:00  == help raised
03:00:00  -> sms anna "Help button pressed" "K7"
03:00:00  -> call anna "help button pressed"
03:00:30  anna presses 3
03:00:31  anna presses *
03:00:35  anna's call is over without a key
03:01:00  -> call anna "help button pressed"
03:01:40  anna's call is not taken
03:04:00  -> sms ben  "Help button pressed" "K7"
03:07:00  -> sms anna "Nobody has answered" "K7"
03:07:00  -> call anna "Nobody has answered yet" "Press 1"
03:07:40  anna's call is busy
03:10     anna replies "1"
03:10     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
03:10     == help acknowledged
03:10     -> sms ben  "Anna is going"
03:20     anna replies "all ok"
03:20     == help closed (helped)
03:20     -> sms ben  "closed: helped"
04:00     end
