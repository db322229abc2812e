# Anna is with her when the hub goes off; the press that she makes meanwhile is heard afterwards, and Anna told.
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:01  anna replies "there now"
10:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply ALL OK when it is over"
10:01  == help with_resident
10:05  hub off
10:15  hub on
10:15  press Help button seen 10:09
10:15  -> sms anna "Again" "10:09"
10:16  anna replies "all ok"
10:16  == help closed (helped)
11:00  end
