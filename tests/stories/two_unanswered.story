# Two incidents and nobody answers: from the second round on there is one text in ten minutes, and it lists both.
10:00  press Help button
10:00  -> sms anna "Help button pressed" "K7"
10:01  press Pull cord
10:01  -> sms anna "Help button pressed, Bathroom" "M7"
10:02  -> sms ben  "Help button pressed" "K7"
10:03  -> sms ben  "Help button pressed, Bathroom" "M7"
10:05  -> sms anna "Nobody has answered" "K7" "M7"
10:07  -> sms ben  "Nobody has answered" "K7" "M7"
10:15  -> sms anna "Nobody has answered" "K7" "M7"
10:17  -> sms ben  "Nobody has answered" "K7" "M7"
10:18  ben replies "1 M7"
10:18  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:18  -> sms anna "Ben is going" "M7"
10:19  ben replies "1 K7"
10:19  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:19  -> sms anna "Ben is going" "K7"
10:30  ben replies "all ok K7"
10:30  -> sms anna "closed: helped" "K7"
10:30  ben replies "all ok M7"
10:30  -> sms anna "closed: helped" "M7"
11:00  end
