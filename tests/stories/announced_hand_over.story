# Anna breaks down on the way: it is taken back at once that she comes, and only Ben is named when Ben has said so.
@set [announce] speak = true
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:00  -> says "I have heard you. I am texting Anna."
10:01  anna replies "1 20"
10:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:01  == help travelling
10:01  -> says "Anna is coming, in about twenty minutes."
10:05  anna replies "give it to Ben"
10:05  -> sms ben  "Anna asks you to take over"
10:05  -> sms anna "Ben is asked. You still have it"
10:06  anna replies "2"
10:06  == help raised
10:06  -> says "Still trying. I am asking Ben again. (still trying"
10:06  -> sms ben  "Anna cannot go after all"
10:06  -> sms ben  "Help button pressed" "Reply 1"
10:07  ben replies "1"
10:07  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:07  == help acknowledged
10:07  -> says "Ben is coming, in about half an hour."
10:07  -> sms anna "Ben is going"
10:20  ben replies "all ok"
10:20  == help closed (helped)
10:20  -> says "All is well."
10:20  -> sms anna "closed: helped"
11:00  end
