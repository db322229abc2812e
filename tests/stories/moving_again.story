# Nobody answered yet, and she is up: two minutes of movement through the home, nobody else can be there. Closed.
@set [detectors.inactivity] limit = "90m"
10:00  motion bedroom
11:30  == inactivity pending
11:30  == inactivity raised
11:30  -> sms anna "No movement, Bedroom" "since 10:00"
11:31:00  motion bedroom
11:31:40  motion hall
11:32:20  motion kitchen
11:32  -> sms ben "No movement, Bedroom"
11:33:00  motion kitchen
11:33:00  == inactivity closed (moving again)
11:33  -> sms anna "moving about again"
11:33  -> sms ben  "moving about again"
12:00  end
