# Sue at the centre has it and gives it to Anna. Until Anna answers it is Sue's; a name that nobody knows is refused.
@settings with_centre.toml
@set [centre] can_attend = true
09:00  link centre up
09:00  link centre listening up
10:00:00  press Help button
10:00:00  -> centre "help raised" "class life"
10:00:04  centre received
10:00:04  -> answer "done: noted"
10:01     centre acknowledges by "Sue"
10:01     -> answer "done: Sue: acknowledged"
10:01     -> centre "help acknowledged" "held by Sue"
10:02     centre hands over to "Zoe" by "Sue"
10:02     -> answer "not done: to must be a contact: anna, ben"
10:03     centre hands over to "Anna" by "Tom"
10:03     -> answer "not done: Tom does not have it"
10:04     centre hands over to "Anna" by "Sue"
10:04     -> answer "done: Anna is asked; Sue still has it"
10:04     -> centre "help acknowledged" "held by Sue" "Sue asks Anna to take over"
10:04     -> sms anna "Sue asks you to take over. Mary S, 12 Elm Rd. Help button pressed"
10:05     anna replies "1"
10:05     -> centre "help acknowledged" "held by Anna"
10:05     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:12     anna replies "all ok"
10:12     -> centre "help closed" "(helped)"
11:00     end
