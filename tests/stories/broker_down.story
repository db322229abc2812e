# No sensor can be heard: told at once, since no press can be heard either. The time counts as blind, not as quiet.
@set [detectors.inactivity] limit = "90m"
10:00  motion kitchen
10:10:00  link broker down
10:11:30  == technical raised
10:11:30  -> sms anna "broker cannot be reached" "Reply 1 if you will see to it"
10:11:30  -> sms mary "broker cannot be reached"
10:12  anna replies "1"
12:10:00  link broker up
12:11:30  == technical closed (restored)
12:11:30  -> sms anna "works again"
12:11:30  -> sms mary "works again"
13:00  motion kitchen
14:00  end
