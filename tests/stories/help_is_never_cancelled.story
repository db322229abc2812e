# A help button that was pressed is not taken back by its cancel: she says that she is fine, and Anna hears it and decides.
10:00:00  press Help button
10:00:00  == help raised
10:00:00  -> sms anna "Help button pressed"
10:00:04  cancel Help button
10:00:08  mary texts "false alarm"
10:01     anna replies "1"
10:01     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:01     -> sms anna "Cancelled in the home with Help button"
10:01     -> sms anna "Mary S texted: all is well"
10:01     == help acknowledged
10:02     cancel Help button
10:02     -> sms anna "Cancelled in the home with Help button"
10:02:30  mary texts "I'm ok"
10:02:30  -> sms anna "Mary S texted: all is well"
10:03     anna replies "spoke to her"
10:03     == help closed (spoke to them)
11:00     end
