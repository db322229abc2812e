# What happens in the bathroom is asked of Ben first: he has the lift chair's key. All else begins with Anna.
@set ladders = [{ name = "bath", rooms = ["bathroom"], rungs = [{ tell = ["ben"], wait = "1m" }, { tell = ["anna"], wait = "4m" }] }]
10:00  press Pull cord
10:00  == help raised
10:00  -> sms ben  "Help button pressed, Bathroom" "Anna is asked at 10:01" "K7"
10:01  -> sms anna "Help button pressed, Bathroom" "K7"
10:02  anna replies "1"
10:02  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:02  == help acknowledged
10:02  -> sms ben  "Anna is going"
10:10  anna replies "all ok"
10:10  == help closed (helped)
10:10  -> sms ben  "closed: helped"
11:00  press Help button
11:00  == help raised
11:00  -> sms anna "Help button pressed" "Ben is asked at 11:02" "M7"
11:01  anna replies "1 M7"
11:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
11:01  == help acknowledged
11:10  anna replies "all ok M7"
11:10  == help closed (helped)
12:00  end
