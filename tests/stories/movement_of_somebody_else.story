# The door opened: whoever moves now may be the neighbour. Only a person ends it.
@set [detectors.inactivity] limit = "90m"
10:00  motion bedroom
11:30  -> sms anna "No movement, Bedroom"
11:31  Front door opens
11:31  Front door closes
11:31:20  motion hall
11:32:00  motion kitchen
11:32:20  -> sms ben "No movement, Bedroom"
11:32:40  motion lounge
11:33:30  motion kitchen
11:34:30  motion hall
11:35  anna replies "1 10"
11:35  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
11:35  -> sms ben "Anna is on the way, 10 min"
11:45  anna replies "all ok"
11:45  -> sms ben "closed: helped"
12:00  end
