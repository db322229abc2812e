# Anna would hand over. Ben cannot, and later does not answer: it stays hers, she hears so each time, and her time runs on.
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:01  anna replies "there now"
10:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply ALL OK when it is over"
10:01  == help with_resident
10:10  anna replies "please hand over to Nobody"
10:10  -> sms anna "nothing was changed. To whom? Reply GIVE TO and a name: Ben" "K7"
10:11  anna replies "hand over to ben K7"
10:11  -> sms ben  "Anna asks you to take over"
10:11  -> sms anna "Ben is asked. You still have it"
10:12  ben replies "2"
10:12  -> sms anna "Ben cannot take it. You still have it"
10:20  anna replies "Pass it on to Ben please"
10:20  -> sms ben  "Anna asks you to take over"
10:20  -> sms anna "Ben is asked. You still have it"
10:25  -> sms anna "Ben has not answered. You still have it"
10:40  ben replies "give to anna"
10:40  -> sms ben  "nothing was changed. Only who has it can hand it over"
10:41  ben replies "1"
10:41  -> sms anna "Ben is going too"
11:01  -> sms anna "Are you still with Mary S?"
11:06  == help raised
11:06  -> sms anna "others are asked again"
11:06  -> sms ben  "Help button pressed"
11:07  ben replies "there now"
11:07  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply ALL OK when it is over"
11:07  == help with_resident
11:07  -> sms anna "Ben is there now"
11:10  ben replies "all ok"
11:10  == help closed (helped)
11:10  -> sms anna "closed: helped"
12:00  end
