# Water is asked of Ben alone, other urgent things of both at once; what is for life goes by the ordinary ladder.
@set ladders = [{ name = "water", kinds = ["flood"], rungs = [{ tell = ["ben"], wait = "10m" }] }, { name = "urgent", classes = ["urgent"], rungs = [{ tell = ["ben", "anna"], wait = "5m" }] }]
10:00  Leak sensor says leak on
10:00  == flood raised
10:00  -> sms ben  "Water leak" "K7"
10:01  press Help button
10:01  == help raised
10:01  -> sms anna "Help button pressed" "Ben is asked at 10:03" "M7"
10:02  anna replies "1"
10:02  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:02  == help acknowledged
10:03  ben replies "1"
10:03  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:03  == flood acknowledged
10:05  ben replies "all ok"
10:05  == flood closed (helped)
10:06  anna replies "all ok"
10:06  == help closed (helped)
14:01:00  == inactivity pending
14:01:20  == inactivity raised
14:01:20  -> sms ben  "No movement"
14:01:20  -> sms anna "No movement"
14:03  ben replies "1 T7"
14:03  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
14:03  == inactivity acknowledged
14:03  -> sms anna "Ben is going"
14:15  ben replies "all ok T7"
14:15  == inactivity closed (helped)
14:15  -> sms anna "closed: helped"
14:20  end
