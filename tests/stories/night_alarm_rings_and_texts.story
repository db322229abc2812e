# At night a text wakes nobody: Anna, who may be called, is called as well. She presses 1, and is one person all the while.
@hours matter
@set [contacts anna] ways = ["text", "call"]
03:05:00  press Help button
03:05:00  == help raised
03:05:00  -> sms anna "Help button pressed" "K7"
03:05:00  -> call anna "This is CareHub. Mary S, 12 Elm Road, help button pressed at 3:05 in the morning. Press 1 if you are going. Press 2 if you cannot."
03:05:40  anna presses 1
03:05:40  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
03:05:40  == help acknowledged
03:05:41  anna's call is delivered
03:05:43  anna presses 1
03:15     anna replies "all ok"
03:15     == help closed (helped)
04:00     end
