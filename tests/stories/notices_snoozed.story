# Anna wants no news of batteries until the afternoon. A fault in something that saves life and a help call do not wait.
@hours matter
@set [notices] hours = "daily 09:00-22:00"
10:00     anna texts "snooze until 14:00"
10:00     -> sms anna "news of batteries and the like waits until 14:00. Alarms come as ever."
10:10     "part" is broken: "part 10 does not work"
10:20     "part 2" is broken: "part 11 does not work"
10:30     "credit" is broken, it saves life: "texts cannot be sent (credit: no money left)"
10:30     -> sms anna "Texts cannot be sent"
10:30     -> sms mary "Texts cannot be sent"
10:31     anna replies "1"
11:00     press Help button
11:00     -> sms anna "Help button pressed"
11:01     anna replies "1 M7"
11:01     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
11:01     -> sms anna "Texts cannot be sent"
11:10     anna replies "all ok M7"
14:00     -> sms anna "2 things to see to. Part 10 does not work. Part 11 does not work."
14:30     end
