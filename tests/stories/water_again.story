# Water is seen again while Anna is on her way, and she does not answer: nothing was pressed, and the text does not say so.
10:00     Leak sensor says leak on
10:00     == flood raised
10:00     -> sms anna "Water leak" "K7"
10:01     anna replies "1"
10:01     == flood acknowledged
10:01     -> sms anna "Thank you"
10:02     Leak sensor says leak off
10:03     Leak sensor says leak on
10:03     -> sms anna "Again: Leak sensor reports water. Are you with Mary S?"
10:05     == flood raised
10:05     -> sms anna "It has happened again and Anna has not answered; others are asked again"
10:05     -> sms ben  "Water leak"
10:06     ben replies "3"
10:06     == flood with_resident
10:06     -> sms ben  "Thank you"
10:06     -> sms anna "Ben is there now"
10:07     ben replies "all ok"
10:07     == flood closed (helped)
10:07     -> sms anna "closed"
10:20     end
