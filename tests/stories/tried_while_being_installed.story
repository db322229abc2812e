# While the home is being installed a press calls for help as ever; only the one press that was asked for is a test.
# "Help button" tried by a name that nobody knows is none; and a fall radar is tried as a button is.
@set [home] service = "being installed"
10:00     press Help button
10:00     == help raised
10:00     -> sms anna "Help button pressed"
10:01     anna replies "false alarm K7"
10:01     == help closed (false alarm)
10:02     Sue tries Help button
10:02:30  press Help button
10:02:30  == help raised
10:03:30  == help closed (test)
10:04     Sue tries "the red one"
10:04:30  press Pull cord
10:04:30  == help raised
10:04:30  -> sms anna "Help button pressed, Bathroom"
10:05     anna replies "false alarm T7"
10:05     == help closed (false alarm)
10:10     Sue tries Fall radar
10:11     Fall radar says fall on
10:11     == fall raised
10:11:30  Fall radar says fall off
10:12     == fall closed (test)
10:15     Fall radar says fall on
10:15     == fall pending
10:15:20  == fall raised
10:15:20  -> sms anna "Possible fall"
10:16     anna replies "false alarm B7"
10:16     == fall closed (false alarm)
11:00     end
