# She hears that she was heard, whom the hub asks, who comes and how soon; and nothing once somebody is with her.
@set [announce] speak = true
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:00  -> says "I have heard you. I am texting Anna. (heard, en-GB)"
10:02  -> sms ben "Help button pressed"
10:02  -> says "Still trying. I am now asking Ben. (still trying, en-GB)"
10:03  ben replies "1"
10:03  == help acknowledged
10:03  -> sms ben "Thank you."
10:03  -> sms anna "Ben is going"
10:03  -> says "Ben is coming, in about half an hour. (coming, en-GB)"
10:04  ben replies "1 12"
10:04  == help travelling
10:04  -> sms anna "Ben is on the way, 12 min"
10:04  -> says "Ben is coming, in about a quarter of an hour. (coming, en-GB)"
10:08  press Help button
10:08  -> sms ben "Again: Help button pressed"
10:08  -> says "I have heard you again. Ben is coming. (coming, en-GB)"
10:09  ben replies "1"
10:15  ben replies "3"
10:15  == help with_resident
10:15  -> sms anna "Ben is there now"
10:40  ben replies "all ok"
10:40  == help closed (helped)
10:40  -> sms anna "closed: helped"
10:40  -> says "All is well. Nobody else is asked. (well, en-GB)"
11:00  end
