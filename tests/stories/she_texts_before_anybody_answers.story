# Mary texts before anybody has answered. It ends nothing, and whoever takes it hears what she said.
10:00     press Help button
10:00     == help raised
10:00     -> sms anna "Help button pressed" "K7"
10:00:30  mary texts "ok"
10:01     mary texts "no, please come"
10:01:30  anna replies "1"
10:01:30  == help acknowledged
10:01:30  -> sms anna "Thank you"
10:01:30  -> sms anna "Mary S texted: all is well"
10:01:30  -> sms anna "Mary S texted: something; please ask them"
10:10     anna replies "all ok"
10:10     == help closed (helped)
11:00     mary texts "help"
11:00     -> sms mary "nobody was told of this text. If you need help, press your button or ring 999."
11:01     mary texts "I'm ok"
11:30     end
