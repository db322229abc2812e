# Anna cannot: Ben is asked at once. Ben cannot either: the next round begins at once, and asks both again.
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:00:30  anna replies "2"
10:00:30  -> sms ben "Help button pressed"
10:01  ben replies "I can't"
10:01  -> sms anna "Nobody has answered"
10:03  -> sms ben  "Nobody has answered"
10:04  ben replies "1 40"
10:04  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:04  == help travelling
10:04  -> sms anna "Ben is on the way, 40 min"
10:44  ben replies "all ok"
10:44  == help closed (helped)
10:44  -> sms anna "closed: helped"
11:00  end
