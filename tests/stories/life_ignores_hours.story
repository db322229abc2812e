# Nobody has hours at night. A help call is for life, so all are asked; the leak waits until somebody may be asked.
@hours matter
@set [contacts anna] hours = "daily 08:00-18:00"
@set [contacts ben]  hours = "daily 09:00-18:00"
03:00  press Help button
03:00  == help raised
03:00  -> sms anna "Help button pressed" "K7"
03:02  -> sms ben  "Help button pressed" "K7"
03:03  anna replies "1"
03:03  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
03:03  == help acknowledged
03:03  -> sms ben  "Anna is going"
03:15  anna replies "all ok"
03:15  == help closed (helped)
03:15  -> sms ben  "closed: helped"
04:00  Leak sensor says leak on
04:00  == flood raised
08:00  -> sms anna "CareHub 08:00: Mary S, 12 Elm Rd. Water leak, Bathroom." "M7"
08:01  anna replies "1 M7"
08:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
08:01  == flood acknowledged
08:10  anna replies "all ok M7"
08:10  == flood closed (helped)
09:00  end
