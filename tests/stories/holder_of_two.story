# Anna has two at once. Without a code nothing of hers ends, moves or is handed over; with one just that does.
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed" "K7"
10:00:30  Leak sensor says leak on
10:00:30  == flood raised
10:00:30  -> sms anna "Water leak" "M7"
10:01  anna replies "1 K7"
10:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there" "K7"
10:01  == help acknowledged
10:01:10  anna replies "m7 1 20"
10:01:10  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there" "M7"
10:01:10  == flood travelling
10:05  anna replies "there now"
10:05  -> sms anna "nothing was changed. Reply again with the code, such as 1 K7. K7 help button pressed; M7 water leak"
10:06  anna replies "give to Ben"
10:06  -> sms anna "nothing was changed. Reply again with the code"
10:07  anna replies "give to Ben M7"
10:07  -> sms ben  "Anna asks you to take over" "Water leak" "M7"
10:07  -> sms anna "Ben is asked. You still have it. M7"
10:08  ben replies "1"
10:08  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:08  == flood acknowledged
10:08  -> sms anna "Ben has it now" "M7"
10:09  anna replies "all ok K7"
10:09  == help closed (helped)
10:10  press Help button
10:10  == help raised
10:10  -> sms anna "Help button pressed" "T7"
10:11  anna replies "all ok"
10:11  -> sms anna "nothing was changed. Reply again with the code"
10:11:30  anna replies "all ok K7"
10:11:30  -> sms anna "this was closed by Anna at 10:09" "K7"
10:12  -> sms ben  "Help button pressed" "T7"
10:12:30  anna replies "T7 there now"
10:12:30  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply ALL OK when it is over" "T7"
10:12:30  == help with_resident
10:12:30  -> sms ben  "Anna is there now" "T7"
10:13  ben replies "all ok M7"
10:13  == flood closed (helped)
10:13  -> sms anna "closed" "M7"
10:14  anna replies "all ok T7"
10:14  == help closed (helped)
10:14  -> sms ben  "closed" "T7"
11:00  end
