# "Away until Friday" of somebody who is asked for help is about themselves. Nothing is held back by it, nor by half a
# sentence or a question.
@hours matter
10:00     press Help button
10:00     == help raised
10:00     -> sms anna "Help button pressed"
10:00:30  anna replies "away until Friday"
10:00:30  -> sms anna "not understood"
10:01     anna replies "Is Mary away until Friday?"
10:01     -> sms anna "not understood"
10:02     -> sms ben  "Help button pressed"
10:02:30  ben replies "mary away"
10:02:30  -> sms ben  "until when?"
10:03     ben replies "1"
10:03     -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:03     == help acknowledged
10:03     -> sms anna "Ben is going"
10:10     ben replies "all ok"
10:10     == help closed (helped)
10:10     -> sms anna "closed: helped"
10:20     anna texts "Mary is back"
10:20     -> sms anna "was not noted as away"
11:25     anna texts "Mary away for 100 days"
11:25     -> sms anna "that is too long"
12:00     end
