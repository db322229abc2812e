# She is asked first, and nothing comes of it: when her time is over, people are told, and why.
@set timers.ask = "5m"
@set [detectors.inactivity] limit = "90m"
10:00  motion bedroom
11:30  == inactivity pending
11:30  -> sms mary "are you all right?"
11:35  == inactivity raised
11:35  -> sms anna "No movement, Bedroom" "since 10:00"
11:36  anna replies "1"
11:36  -> sms anna "Thank you. Mary S"
11:36  == inactivity acknowledged
11:50  anna replies "all ok"
11:50  == inactivity closed (helped)
12:00  end
