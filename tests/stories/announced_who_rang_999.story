# Anna is far away and has rung 999; Ben goes. The room hears that Ben comes, and not that he rang.
@set [announce] speak = true
@set [contacts anna] can_attend = false
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:00  -> says "I have heard you. I am texting Anna."
10:01  anna replies "999 called"
10:01  -> says "Anna knows"
10:01  -> sms anna "999"
10:02  -> sms ben  "Help button pressed"
10:02  -> says "Still trying. I am now asking Ben."
10:04  ben replies "1"
10:04  == help acknowledged
10:04  -> sms ben  "Thank you"
10:04  -> sms anna "Ben is going"
10:04  -> says "Ben is coming"
10:15  ben replies "all ok"
10:15  == help closed (ambulance)
10:15  -> sms anna "closed"
10:15  -> says "(over, en-GB)"
10:30  end
