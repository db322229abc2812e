# She presses; Anna is asked, then Ben; Anna goes, and Ben hears of each step and of the end.
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "CareHub 10:00: Mary S, 12 Elm Rd. Help button pressed." "Ben is asked at 10:02" "Reply 1" "K7"
10:01  anna's text is accepted
10:01  anna's text is delivered
10:02  -> sms ben  "Help button pressed" "Reply 1" "K7"
10:03  anna replies "1"
10:03  -> sms anna "CareHub 10:03: Thank you. Mary S, 12 Elm Rd. Hard of hearing. Reply 3 when you are there. K7"
10:03  == help acknowledged
10:03  -> sms ben  "Anna is going"
10:12  anna replies "there now"
10:12  == help with_resident
10:12  -> sms ben  "Anna is there now"
10:30  anna replies "all ok"
10:30  == help closed (helped)
10:30  -> sms ben  "closed: helped" "Anna"
12:00  end
