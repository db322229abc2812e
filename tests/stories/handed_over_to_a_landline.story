# Ben has a landline only: he is asked in a call, takes it by key 1, and is asked again whether he goes.
@set [contacts ben] ways = ["call"]
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:01  anna replies "1"
10:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:01  == help acknowledged
10:02  anna replies "give to ben"
10:02  -> call ben "Anna asks you to take over. Mary S, 12 Elm Road, help button pressed at 10 o'clock in the morning. Press 1 if you will"
10:02  -> sms anna "Ben is asked. You still have it"
10:03  ben presses 1
10:03  -> sms anna "Ben has it now"
10:10  anna replies "all ok"
10:10  == help closed (helped)
10:10  -> call ben "You need not go"
11:00  end
