# No door tells who comes in. Anna has ten minutes: until then it can only be Mary who moves about.
@set [detectors.inactivity] limit = "90m"
@set [devices 0xdoor] use = "other"
10:00     motion bedroom
11:30     == inactivity pending
11:30     == inactivity raised
11:30     -> sms anna "No movement, Bedroom"
11:32     -> sms ben "No movement, Bedroom"
11:35:00  motion hall
11:35     -> sms anna "Nobody has answered"
11:36:00  motion kitchen
11:37:00  motion hall
11:37:00  == inactivity closed (moving again)
11:37     -> sms anna "moving about again"
11:37     -> sms ben "moving about again"
12:00     end
