# Movement at home while she is in hospital was her daughter. When the service goes on, the question is over, and
# the hub watches again from that moment.
@hours matter
@set [home] service = "suspended"
@set [detectors.inactivity] limit = "90m"
10:00  motion hall
10:00  == movement while away raised
10:00  -> sms anna "nobody should be at home"
11:00  settings: [home] service = "in service"
11:00  == movement while away closed (restored)
12:30  == inactivity pending
12:30:20  == inactivity raised
12:30:20  -> sms anna "No movement"
12:31  anna replies "spoke to her"
12:31  == inactivity closed (spoke to them)
14:00  end
