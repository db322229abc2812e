# Nobody noted how to get in: who goes and asks hears just that, and is still going.
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:01  anna replies "1"
10:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:01  == help acknowledged
10:02  anna replies "KEY"
10:02  -> sms anna "nothing is noted about how to get in. If life is at risk, ring 999" "K7"
10:12  anna replies "all ok"
10:12  == help closed (helped)
11:00  end
