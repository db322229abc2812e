# Anna once opted out, so her text is refused: Ben is asked at once, and the hole in the ladder is told to be mended.
# Once she texts "start" she can be texted again.
@hours matter
@set [notices] tell = ["ben"]
10:00:00  press Help button
10:00:00  == help raised
10:00:00  -> sms anna "Help button pressed"
10:00:05  anna's text is refused (opt-out)
10:00:05  -> sms ben  "Help button pressed"
10:00:05  == technical raised
10:00:05  -> sms ben  "Anna's number"
10:01     ben replies "1 K7"
10:01     -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:01     == help acknowledged
10:15     ben replies "all ok K7"
10:15     == help closed (helped)
10:20     anna texts "start"
10:20     -> sms anna "nothing is open that this reply could be for"
10:20     == technical closed (restored)
10:20     -> sms ben "works again" "Anna's number"
11:00     end
