# Off from the middle of a ladder until the afternoon: each timer that was missed fires once, late, and says so.
@hours matter
08:00  press Help button
08:00  == help raised
08:00  -> sms anna "Help button pressed"
08:01  hub off
14:01  hub on
14:01  -> sms ben  "Help button pressed" "off from 08:01 to 14:01"
14:04  -> sms anna "Nobody has answered. Ring 999"
14:05  anna replies "1"
14:05  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
14:05  == help acknowledged
14:05  -> sms ben  "Anna is going"
14:18  anna replies "all ok"
14:18  == help closed (helped)
14:18  -> sms ben  "closed: helped"
16:00  end
