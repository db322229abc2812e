# Anna is far away: that nobody gets in she cannot know, and it ends nothing. Of Ben, who is at the door, it does.
@set [contacts anna] can_attend = false
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:01  anna replies "1"
10:01  -> sms anna "Thank you. Somebody who can be with Mary S is still asked"
10:02  -> sms ben  "Help button pressed"
10:03  anna replies "no access"
10:03  -> sms anna "it is still open. Only who is at the door can say NO ACCESS. Reply 3 if you are there" "K7"
10:04  ben replies "1 10"
10:04  == help travelling
10:04  -> sms ben  "Thank you"
10:04  -> sms anna "Ben is on the way, 10 min"
10:14  anna replies "no access"
10:14  -> sms anna "it is still open"
10:15  ben replies "no access"
10:15  == help closed (no access)
10:15  -> sms anna "closed: no access to the home, says Ben"
10:20  end
