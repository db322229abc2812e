# While an ambulance is awaited nothing is said, and an end in hospital is none to be told to an empty home.
@set [announce] speak = true
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:00  -> says "I have heard you. I am texting Anna."
10:02  -> sms ben  "Help button pressed"
10:02  -> says "Still trying. I am now asking Ben."
10:03  anna replies "1"
10:03  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:03  == help acknowledged
10:03  -> says "Anna is coming, in about ten minutes."
10:03  -> sms ben  "Anna is going"
10:10  anna replies "with her, she fell, waiting for the ambulance"
10:10  == help with_resident
10:10  -> sms ben  "Anna is there now, 999 called"
11:10  -> sms anna "Has the ambulance come to Mary S?" "Reply 3 if you still wait" "In 5 min others are asked"
11:12  anna replies "3"
12:12  -> sms anna "Has the ambulance come to Mary S?"
12:13  anna replies "still waiting for ambulance"
13:13  -> sms anna "Has the ambulance come to Mary S?"
13:14  anna replies "the ambulance took her"
13:14  == help closed (taken to hospital)
13:14  -> says "(over, en-GB)"
13:14  -> sms ben  "closed: taken to hospital, says Anna"
14:00  end
