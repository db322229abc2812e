# Anna is on the way; the button is pressed again, perhaps by her, to say so. She is asked, and nothing changes by itself.
10:00:00  press Help button
10:00:00  == help raised
10:00:00  -> sms anna "Help button pressed" "K7"
10:01:00  anna replies "1 20"
10:01     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:01:00  == help travelling
10:15:00  press Help button
10:15:00  -> sms anna "Again: Help button pressed. Are you with Mary S? Reply 3 if you are, 1 if not yet. At 10:17 others are asked" "K7"
10:15:30  press Help button
10:16:00  anna replies "3"
10:16:00  == help with_resident
10:30:00  press Help button
10:30:00  -> sms anna "Again: Help button pressed. Are you with Mary S? Reply 3 if you are. At 10:32" "K7"
10:31:00  anna replies "3"
10:40:00  anna replies "all ok"
10:40:00  == help closed (helped)
11:00:00  end
