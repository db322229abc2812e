# The night of 25 October has the hour between one and two twice. Nobody is told twice, nothing waits an hour longer.
@hours matter
@date 2026-10-25
01:58  press Help button
01:58  -> sms anna "CareHub 01:58" "Help button pressed"
01:00 (again)  -> sms ben "CareHub 01:00" "Help button pressed"
01:01 (again)  ben replies "1 20"
01:01 (again)  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
01:01 (again)  -> sms anna "Ben is on the way, 20 min"
01:36 (again)  -> sms ben  "Are you with Mary S"
01:38 (again)  ben replies "spoke to her"
01:38 (again)  -> sms anna "closed: spoke to them"
03:00  end
