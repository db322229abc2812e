# A button on the hub itself cancels what nobody was told of yet. Once they were it is news, and a press is never taken back.
10:00:00  Fall radar says fall on
10:00:00  == fall pending
10:00:12  console: cancels by "the resident"
10:00:12  == fall closed (cancelled by resident)
10:00:12  -> answer "done: cancelled"
10:10:00  console: cancels by "the resident"
10:10:00  -> answer "not done: nothing is there to cancel"
11:00:00  press Help button
11:00:00  == help raised
11:00:00  -> sms anna "Help button pressed"
11:00:05  console: cancels by "the resident"
11:00:05  -> answer "not done: people were told already"
11:01     anna replies "1"
11:01     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
11:01     -> sms anna "Mary S says that all is well"
11:01     == help acknowledged
11:01:30  console: cancels by "the resident"
11:01:30  -> answer "not done: people were told already"
11:01:30  -> sms anna "Mary S says that all is well"
11:10     anna replies "spoke to her"
11:10     == help closed (spoke to them)
12:00     end
