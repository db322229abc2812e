# Anna stands on three rungs. In one round she is asked once; the rung that has nobody else is passed at once, and
# only a repeat asks her again on purpose.
@set ladder = [{ tell = ["anna"], wait = "2m" }, { tell = ["anna", "ben"], wait = "3m", repeat = 2 }, { tell = ["anna"], wait = "5m" }]
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed" "Ben is asked at 10:02"
10:02  -> sms ben  "Help button pressed"
10:05  -> sms anna "CareHub 10:05: Mary S, 12 Elm Rd. Help button pressed."
10:05  -> sms ben  "CareHub 10:05: Mary S, 12 Elm Rd. Help button pressed."
# The third rung has nobody who was not asked: the second round begins.
10:08  -> sms anna "Nobody has answered"
10:10  -> sms ben  "Nobody has answered"
10:11  ben replies "1"
10:11  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:11  == help acknowledged
10:11  -> sms anna "Ben is going"
10:20  ben replies "all ok"
10:20  == help closed (helped)
10:20  -> sms anna "closed: helped"
11:00  end
