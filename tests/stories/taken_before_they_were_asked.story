# Ben answered at the hub, before anybody texted him. He hears like all others that Anna is there, and that it is over.
10:00     press Help button
10:00     == help raised
10:00     -> sms anna "Help button pressed" "K7"
10:01     console: ben is going
10:01     == help travelling
10:01     -> sms ben  "Thank you"
10:01     -> sms anna "Ben is on the way"
10:05     anna replies "3"
10:05     == help with_resident
10:05     -> sms anna "Thank you"
10:05     -> sms ben  "Anna is there now"
10:10     anna replies "all ok"
10:10     == help closed (helped)
10:10     -> sms ben  "closed: helped"
10:30     end
