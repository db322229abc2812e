# zigbee2mqtt is restarted while somebody moves: its "occupancy" stays true for ever, and rides along with each
# temperature. That is old movement, so nobody having moved for 90 minutes is still noticed.
@hours matter
@set [detectors.inactivity] limit = "90m"
08:00     bridge online
08:05     Kitchen motion says motion off, temperature 20
08:30     Kitchen motion says motion on, temperature 20
08:30:20  bridge online
08:30:21  Kitchen motion says motion on, temperature 20
08:50     Kitchen motion says motion on, temperature 21
09:10     Kitchen motion says motion on, temperature 22
09:30     Kitchen motion says motion on, temperature 23
09:50     Kitchen motion says motion on, battery 80
10:10     Kitchen motion says motion on, temperature 24
10:20:00  == inactivity pending
10:20:20  == inactivity raised
10:20:20  -> sms anna "No movement, Kitchen" "08:50"
10:22:20  -> sms ben "No movement, Kitchen"
10:23     anna replies "1"
10:23     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:23     == inactivity acknowledged
10:23     -> sms ben "Anna is going"
10:30     anna replies "spoke to her"
10:30     == inactivity closed (spoke to them)
10:30     -> sms ben "spoke to them"
11:00     end
