# At night Ben is asked first, by day Anna. An alarm that began at night keeps the night's ladder when day comes.
@hours matter
@set ladders = [{ name = "night", hours = "daily 22:00-07:00", rungs = [{ tell = ["ben"], wait = "3m" }, { tell = ["anna"], wait = "8m" }] }]
06:50  press Help button
06:50  == help raised
06:50  -> sms ben  "Help button pressed" "Anna is asked at 06:53" "K7"
06:53  -> sms anna "Help button pressed" "K7"
# Round two begins by day, and still with Ben; Anna is not asked again before 10 minutes have gone.
07:01  -> sms ben  "Nobody has answered" "K7"
07:02  press Pull cord
07:02  == help raised
07:02  -> sms anna "Help button pressed, Bathroom" "Ben is asked at 07:04" "M7"
07:03  ben replies "1 K7"
07:03  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
07:03  == help acknowledged
07:03  -> sms anna "Ben is going" "K7"
07:03:30  anna replies "1 M7"
07:03:30  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
07:03:30  == help acknowledged
07:10  ben replies "all ok K7"
07:10  == help closed (helped)
07:10  -> sms anna "closed: helped" "K7"
07:11  anna replies "all ok M7"
07:11  == help closed (helped)
08:00  end
