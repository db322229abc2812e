# Ladders are changed while two alarms climb theirs: each is chosen anew and climbed from its top, past Ben, who was
# asked of both already.
@set ladders = [{ name = "bath", rooms = ["bathroom"], rungs = [{ tell = ["ben"], wait = "2m" }, { tell = ["anna"], wait = "9m" }] }]
10:00  press Pull cord
10:00  == help raised
10:00  -> sms ben  "Help button pressed, Bathroom" "K7"
10:01  Leak sensor says leak on
10:01  == flood raised
10:01  -> sms ben  "Water leak, Bathroom" "M7"
10:01:30  settings: ladders = [{ name = "water", kinds = ["flood"], rungs = [{ tell = ["anna"], wait = "9m" }] }]
10:01:30  -> sms anna "Help button pressed, Bathroom" "K7"
10:01:30  -> sms anna "Water leak, Bathroom" "M7"
10:02  anna replies "1 K7"
10:02  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:02  == help acknowledged
10:02  -> sms ben  "Anna is going" "K7"
10:03  ben replies "1 M7"
10:03  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:03  == flood acknowledged
10:03  -> sms anna "Ben is going" "M7"
10:09  anna replies "all ok K7"
10:09  == help closed (helped)
10:09  -> sms ben  "closed: helped" "K7"
10:10  ben replies "all ok M7"
10:10  == flood closed (helped)
10:10  -> sms anna "closed: helped" "M7"
11:00  end
