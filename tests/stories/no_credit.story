# The provider refuses for want of money: that is a way out that has failed. The centre is told, and a person must mend it.
@settings with_centre.toml
@set ladder = [{ tell = ["anna"], wait = "2m" }, { tell = ["centre"], wait = "2m" }]
@set [notices] tell = ["centre"]
09:00     link centre up
09:00     link centre listening up
10:00:00  press Help button
10:00:00  == help raised
10:00:00  -> sms anna "Help button pressed"
10:00:02  anna's text is refused (credit)
10:00:02  == technical raised
10:00:02  -> sms mary "texts cannot be sent"
10:00:05  centre received K7
10:00:09  centre received M7
10:01     centre is there K7 by "Sue"
10:01     == help with_resident
10:01     -> sms anna "Sue is there now"
10:02     anna's text is accepted
10:02     == technical closed (restored)
10:02     -> sms mary "works again"
10:20     centre closes K7 as "helped" by "Sue"
10:20     == help closed (helped)
10:20     -> sms anna "closed: helped"
11:00     end
