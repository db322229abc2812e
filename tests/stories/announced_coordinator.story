# Anna is far away: that she knows is said, and never that she comes. Ben comes, and then cannot.
@set [announce] speak = true
@set [contacts anna] can_attend = false
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:00  -> says "I have heard you. I am texting Anna."
10:01  anna replies "1"
10:01  -> sms anna "Thank you. Somebody who can be with Mary S is still asked. You will hear who goes"
10:01  -> says "Anna knows. I am still looking for somebody who can come. (still trying, en-GB)"
10:02  -> sms ben  "Help button pressed"
10:02  -> says "Still trying. I am now asking Ben."
10:04  ben replies "1 20"
10:04  -> sms ben  "Thank you."
10:04  == help travelling
10:04  -> sms anna "Ben is on the way, 20 min"
10:04  -> says "Ben is coming, in about twenty minutes. (coming, en-GB)"
10:06  ben replies "2"
10:06  -> sms anna "Ben cannot go after all"
10:06  == help raised
10:06  -> sms ben  "Nobody has answered"
10:06  -> says "Still trying. I am asking Ben again. (still trying"
10:07  anna replies "all ok"
10:07  == help closed (helped)
10:07  -> sms ben  "closed: helped"
10:07  -> says "All is well."
11:30  end
