# Anna said twenty minutes. A quarter of an hour after that she is gently asked whether she is with her, before others are.
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:01  anna replies "1 20"
10:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:01  == help travelling
10:36  -> sms anna "Are you with Mary S? Reply 3 if you are, 1 if you are still on the way, 2 if you cannot. In 5 min others are asked again"
10:38  anna replies "3"
10:38  == help with_resident
11:38  -> sms anna "Are you still with Mary S? Reply 3 if you are, ALL OK when it is over"
11:43  == help raised
11:43  -> sms anna "others are asked again"
11:43  -> sms ben  "Help button pressed"
11:44  ben replies "spoke to her"
11:44  == help closed (spoke to them)
11:44  -> sms anna "closed: spoke to them, says Ben"
12:30  end
