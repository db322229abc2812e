# Anna has it; the hub is off when she should have been asked. It asks late, once, and not everybody else.
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:01  anna replies "1"
10:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:01  == help acknowledged
10:10  hub off
10:40  hub on
10:40  -> sms anna "still going"
10:41  anna replies "3"
10:41  == help with_resident
10:50  anna replies "all ok"
10:50  == help closed (helped)
11:30  end
