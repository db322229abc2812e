# Ben's rung is told three times; his phone is off. The next rung comes at once, not three texts in a row.
@set ladder = [{ tell = ["ben"], wait = "3m", repeat = 3 }, { tell = ["anna"], wait = "2m" }]
10:00:00  press Help button
10:00:00  == help raised
10:00:00  -> sms ben  "Help button pressed"
10:00:08  ben's text is unreachable
10:00:08  -> sms anna "Help button pressed"
10:02:08  -> sms ben  "Nobody has answered"
10:03     anna replies "1"
10:03     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:03     == help acknowledged
10:03     -> sms ben  "Anna is going"
10:15     anna replies "all ok"
10:15     == help closed (helped)
10:15     -> sms ben  "closed: helped"
11:00     end
