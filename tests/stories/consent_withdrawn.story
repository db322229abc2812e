# She no longer wants her movements watched. From then on no silence is noticed, and what was pending is dropped.
# A press of the button is its own consent.
@set [detectors.inactivity] limit = "90m"
@set [consent] inactivity = { agreed = true }
@set [consent] falls = { agreed = true }
10:00  motion kitchen
11:30:00  == inactivity pending
11:30:10  settings: [consent] inactivity = { agreed = false }
11:30:10  == inactivity closed (service ended)
14:00  Fall radar says fall on
14:00:00  == fall pending
14:00:10  settings: [consent] falls = { agreed = false }
14:00:10  == fall closed (service ended)
14:05  Fall radar says fall off
14:06  Fall radar says fall on
15:00  press Help button
15:00  == help raised
15:00  -> sms anna "Help button pressed"
15:01  anna replies "1"
15:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
15:01  == help acknowledged
15:10  anna replies "all ok"
15:10  == help closed (helped)
18:00  end
