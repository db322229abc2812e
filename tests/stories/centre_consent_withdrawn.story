# She does not want the centre to know. The rung of the centre is passed at once, and it is sent nothing.
@settings with_centre.toml
@set [consent] centre = { agreed = true }
@set [consent] falls = { agreed = true }
08:30  link centre up
08:30  link centre listening up
09:00  settings: [consent] centre = { agreed = false }
10:00:00  press Help button
10:00  == help raised
10:00:00  -> sms anna "Help button pressed"
10:01  anna replies "1"
10:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:01  == help acknowledged
10:10  anna replies "all ok"
10:10  == help closed (helped)
11:00  end
