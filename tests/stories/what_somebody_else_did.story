# What Anna says of Ben is no answer of hers: she is asked what she does, and the ladder goes on until somebody says so themselves.
@set [contacts anna] can_attend = false
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:01  anna replies "Ben called 999"
10:01  -> sms anna "not understood" "K7"
10:02  -> sms ben  "Help button pressed"
10:03  anna replies "Ben is with her, ambulance is here"
10:03  -> sms anna "not understood" "K7"
10:04  ben replies "I called 999 and am going"
10:04  == help acknowledged
10:04  -> sms ben  "Thank you"
10:04  -> sms anna "Ben is going, 999 called"
10:15  ben replies "taken to hospital"
10:15  == help closed (taken to hospital)
10:15  -> sms anna "closed: taken to hospital"
10:20  end
