# She is asked first and gets up: two minutes of movement through the home are an answer, and nobody is told.
@set timers.ask = "5m"
@set [detectors.inactivity] limit = "90m"
10:00     motion bedroom
11:30     == inactivity pending
11:30     -> sms mary "are you all right?"
11:31:00  motion bedroom
11:31:40  motion hall
11:32:20  motion kitchen
11:33:00  motion kitchen
11:33:00  == inactivity closed (moving again)
12:00     end
