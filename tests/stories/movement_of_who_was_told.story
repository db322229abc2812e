# No door tells who comes in. Anna was told ten minutes ago: whoever walks about now may be she, and only a person ends it.
@set [detectors.inactivity] limit = "90m"
@set [devices 0xdoor] use = "other"
10:00     motion bedroom
11:30     -> sms anna "No movement, Bedroom"
11:32     -> sms ben "No movement, Bedroom"
11:35     -> sms anna "Nobody has answered"
11:37     -> sms ben "Nobody has answered"
11:41:00  motion hall
11:41:40  motion kitchen
11:42:20  motion lounge
11:43:30  motion kitchen
11:44:30  motion hall
11:45     anna replies "1 5"
11:45     -> sms anna "Thank you"
11:45     -> sms ben "Anna is on the way"
11:46     anna replies "all ok"
11:46     -> sms ben "closed: helped"
12:00     end
