# A new ladder while the old one is climbed, and another while Ben holds it: each is climbed from its top.
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:01  settings: ladder = [{ tell = ["ben"], wait = "4m" }, { tell = ["anna"], wait = "3m" }]
10:01  -> sms ben  "Help button pressed"
10:03  ben replies "1"
10:03  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:03  == help acknowledged
10:03  -> sms anna "Ben is going"
10:05  settings: ladder = [{ tell = ["anna"], wait = "2m" }, { tell = ["ben"], wait = "2m" }]
10:06  ben replies "2"
10:06  == help raised
10:06  -> sms anna "Ben cannot go after all"
10:06  -> sms anna "CareHub 10:06: Mary S, 12 Elm Rd. Help button pressed."
10:07  anna replies "1"
10:07  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:07  == help acknowledged
10:07  -> sms ben  "Anna is going"
10:20  anna replies "all ok"
10:20  == help closed (helped)
10:20  -> sms ben  "closed: helped"
11:00  end
