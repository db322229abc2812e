# Ben takes it from Anna and cannot be there: he hears that it is his and that others are asked, and they are.
@set [contacts ben] can_attend = false
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:01  anna replies "1"
10:01  == help acknowledged
10:01  -> sms anna "Thank you"
10:05  anna replies "give to Ben"
10:05  -> sms ben  "Anna asks you to take over"
10:05  -> sms anna "Ben is asked. You still have it"
10:06  ben replies "1"
10:06  == help raised
10:06  -> sms ben  "Thank you. Somebody who can be with Mary S is still asked"
10:06  -> sms anna "Ben has it now, but somebody must still go"
10:06  -> sms anna "Nobody has answered. Ring 999"
10:15  end
