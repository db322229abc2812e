# Anna is far away as a rule. Today she is there, and says so first: then "no access" is hers to say.
@set [contacts anna] can_attend = false
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:01  anna replies "3"
10:01  == help with_resident
10:01  -> sms anna "Thank you"
10:03  anna replies "no access"
10:03  == help closed (no access)
10:20  end
