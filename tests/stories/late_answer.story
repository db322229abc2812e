# An answer after the end is told how it ended, and changes nothing - not even another incident that is open.
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "K7"
10:02  -> sms ben  "K7"
10:03  ben replies "1"
10:03  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:03  == help acknowledged
10:03  -> sms anna "Ben is going"
10:15  ben replies "all ok"
10:15  == help closed (helped)
10:15  -> sms anna "closed: helped"
10:20  Leak sensor says leak on
10:20  == flood raised
10:20  -> sms anna "Water leak" "M7"
10:21  anna replies "1 K7"
10:21  -> sms anna "closed by Ben at 10:15"
10:21:30  anna replies "1"
10:21:30  -> sms anna "nothing was changed" "M7"
10:22  -> sms ben  "Water leak" "M7"
10:23  anna replies "1 M7"
10:23  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:23  == flood acknowledged
10:23  -> sms ben  "Anna is going"
10:24  +447700900999 texts "1 M7"
10:30  anna replies "all ok M7"
10:30  == flood closed (helped)
10:30  -> sms ben  "closed: helped"
11:00  end
