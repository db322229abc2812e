# Sue is there to change batteries: what she opens and takes down is not told while she works, not even what saves life. A
# press is an alarm as ever, and says that somebody is there. What still does not work when she has gone is told then.
@hours matter
10:00     Sue begins a visit for 2 hours
10:10     "part" is broken: "part 10 does not work"
10:12     "alarm" is broken, it saves life: "part 11 does not work"
10:20     "part" is mended
10:30     press Help button
10:30     -> sms anna "Help button pressed" "Sue is there for a visit."
10:31     anna replies "1"
10:31     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:31     -> sms anna "Part 11 does not work"
10:35     anna replies "all ok"
11:10     Sue ends the visit
11:10     -> sms anna "Part 11 does not work" "Reply 1 if you will see to it"
11:10     -> sms mary "Part 11 does not work"
11:11     anna replies "1 K7"
12:00     end
