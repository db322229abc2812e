# The centre is online but its program does not say that it has it: Anna at once. Nobody has hours, and nobody waits.
@hours matter
@settings with_centre.toml
@set [contacts anna] hours = "daily 08:00-18:00"
@set [contacts ben]  hours = "daily 08:00-18:00"
02:00     link centre up
02:00     link centre listening up
03:00:00  press Help button
03:00:00  == help raised
03:00:10  -> sms anna "Help button pressed"
03:02:10  -> sms ben  "Help button pressed"
03:03     anna replies "1"
03:03     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
03:03     == help acknowledged
03:03     -> sms ben  "Anna is going"
03:15     anna replies "all ok"
03:15     == help closed (helped)
03:15     -> sms ben  "closed: helped"
04:00     end
