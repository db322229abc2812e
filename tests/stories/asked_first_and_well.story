# Nothing has moved for long. She is asked before anybody else, and says that she is well: nobody hears of it.
@set timers.ask = "5m"
@set [detectors.inactivity] limit = "90m"
10:00  motion bedroom
11:30  == inactivity pending
11:30  -> sms mary "Mary S, are you all right?" "Reply OK if you are" "At 11:35 I ask somebody"
11:32  mary texts "OK"
11:32  == inactivity closed (cancelled by resident)
12:30  motion kitchen
12:40  end
