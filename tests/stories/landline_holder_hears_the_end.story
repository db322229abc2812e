# Ben has a landline and said on the telephone that he is going. Anna is there first: he is rung, for no text reaches him.
@set [contacts ben] ways = ["call"]
10:00     press Help button
10:00     == help raised
10:00     -> sms anna "Help button pressed" "K7"
10:02     -> call ben "help button pressed"
10:02:30  ben presses 1
10:02:30  == help acknowledged
10:02:30  -> sms anna "Ben is going"
10:05     anna replies "3"
10:05     == help with_resident
10:05     -> call ben "Anna has it now. You need not go."
10:05     -> sms anna "Thank you"
10:06     anna replies "2"
10:06     == help raised
10:06     -> call ben "help button pressed"
10:06:30  ben presses 1
10:06:30  == help acknowledged
10:06:30  -> sms anna "Ben is going"
10:10     anna replies "spoke to her"
10:10     == help closed (spoke to them)
10:10     -> call ben "This was over at 10:10 in the morning. You need not go."
10:30     end
