# Anna answers but lives far away: she coordinates, and the ladder goes on until Ben, who can be there, answers.
@set [contacts anna] can_attend = false
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:01  anna replies "1"
10:01  -> sms anna "Thank you. Somebody who can be with Mary S is still asked. You will hear who goes"
10:02  -> sms ben  "Help button pressed"
10:04  ben replies "1 20"
10:04  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:04  == help travelling
10:04  -> sms anna "Ben is on the way, 20 min"
10:22  ben replies "there now"
10:22  == help with_resident
10:22  -> sms anna "Ben is there now"
10:40  anna replies "all ok"
10:40  == help closed (helped)
10:40  -> sms ben  "closed: helped" "Anna"
11:30  end
