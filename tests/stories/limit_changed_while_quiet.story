# The limit is made shorter while nobody moves: the new one counts from the last movement, not from the next one.
10:00  motion kitchen
10:30  settings: [detectors.inactivity] limit = "2h"
12:00  == inactivity pending
12:00:20  == inactivity raised
12:00:20  -> sms anna "No movement, Kitchen" "10:00"
12:01  anna replies "spoke to her"
12:01  == inactivity closed (spoke to them)
13:00  end
