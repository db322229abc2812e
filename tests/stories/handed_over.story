# Anna is with her and must leave. Ben is asked by text; it stays Anna's until he has answered, and then she hears so.
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed" "K7"
10:01  anna replies "1"
10:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:01  == help acknowledged
10:12  anna replies "there now"
10:12  == help with_resident
10:30  anna replies "give to Ben"
10:30  -> sms ben  "Anna asks you to take over. Mary S, 12 Elm Rd. Help button pressed" "Reply 1 if you will, 2 if you cannot" "K7"
10:30  -> sms anna "Ben is asked. You still have it" "K7"
10:33  ben replies "1 25"
10:33  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:33  == help travelling
10:33  -> sms anna "Ben has it now and is on the way, 25 min" "K7"
10:58  ben replies "there now"
10:58  == help with_resident
10:58  -> sms anna "Ben is there now"
11:20  ben replies "all ok"
11:20  == help closed (helped)
11:20  -> sms anna "closed: helped, all well now, says Ben"
12:00  end
