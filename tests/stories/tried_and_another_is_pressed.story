# The pendant is to be tried, and somebody pulls the cord: that is an alarm, and from then on so is the pendant.
10:00     Sue tries Help button
10:00:20  press Pull cord
10:00:20  == help raised
10:00:20  -> sms anna "Help button pressed, Bathroom"
10:00:40  anna replies "false alarm K7"
10:00:40  == help closed (false alarm)
10:00:50  press Help button
10:00:50  == help raised
10:00:50  -> sms anna "Help button pressed"
10:01:30  anna replies "false alarm M7"
10:01:30  == help closed (false alarm)
11:00     end
