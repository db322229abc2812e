# The night of 29 March has no hour between one and two: the ladder keeps its pace, and rota hours begin by the clock.
@hours matter
@date 2026-03-29
@set [contacts ben] hours = "daily 02:00-06:00"
@set [detectors.inactivity] night_limit = "2h"
00:30  motion bedroom
00:59  press Help button
00:59  -> sms anna "CareHub 00:59" "Help button pressed"
02:01  -> sms ben  "CareHub 02:01" "Help button pressed"
02:02  ben replies "1 15"
02:02  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
02:02  -> sms anna "Ben is on the way, 15 min"
02:20  ben replies "all ok"
02:20  -> sms anna "closed: helped"
03:59:00  motion bedroom
# Two hours by the watch, not by the numbers: she last moved at 03:59.
05:59:20  -> sms anna "No movement, Bedroom" "03:59" "M7"
06:00  anna replies "1 M7"
06:00  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
06:10  anna replies "all ok M7"
06:30  end
