# The centre's command comes twice, and Anna's text comes twice: each counts once.
@settings with_centre.toml
09:00  link centre up
09:00  link centre listening up
10:00:00  press Help button
10:00:00  == help raised
10:00:03  centre received
10:00:03  -> answer "done: noted"
10:01     centre acknowledges by "Sue" command 77
10:01     -> answer "done: Sue coordinates"
10:02     -> sms anna "Help button pressed"
10:02:30  centre acknowledges by "Sue" command 77
10:02:30  -> answer "done: already done"
10:03     anna replies "1 20"
10:03     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:03     == help travelling
10:20     anna replies "there now"
10:20     == help with_resident
10:21     anna's text comes again
10:30     console: anna closes as "helped"
10:30     -> answer "done: Anna: closed"
10:30     == help closed (helped)
11:00     end
