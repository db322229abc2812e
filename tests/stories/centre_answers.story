# The centre's program has it within ten seconds; that is no answer. Sue takes it, coordinates, and closes it.
@settings with_centre.toml
09:00  link centre up
09:00  link centre listening up
10:00:00  press Help button
10:00:00  -> centre "help raised" "class life" "needs: hard of hearing"
10:00:04  centre received
10:00:04  -> answer "done: noted; a person has not answered yet"
10:01     centre acknowledges by "Sue"
10:01     -> answer "done: Sue coordinates"
10:01     -> centre "help raised" "held by Sue" "next: Anna is asked at 10:02"
10:02     -> centre "help raised" "held by Sue" "next: Ben is asked at 10:04"
10:02     -> sms anna "Help button pressed"
10:03     anna replies "1 10"
10:03     -> centre "help travelling" "held by Anna" "attending Anna"
10:03     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:12     centre is there by "Tom"
10:12     -> answer "done: Tom: with_resident"
10:12     -> centre "help with_resident" "held by Tom"
10:12     -> sms anna "Tom is there now"
10:20     centre closes as "taken to hospital" by "Sue"
10:20     -> answer "done: Sue: closed"
10:20     -> centre "help closed" "(taken to hospital)"
10:20     -> sms anna "closed: taken to hospital"
11:00     end
