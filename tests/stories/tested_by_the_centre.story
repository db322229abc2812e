# The centre tests its way to the home: marked as a test, nobody's phone rings, and it ends by itself.
@settings with_centre.toml
09:00  link centre up
09:00  link centre listening up
10:00  centre tests by "Sue"
10:00  == help raised
10:00  -> answer "done: this is a test"
10:00  -> centre "help raised" "test asked for by Sue"
10:01  press Help button
10:01  == help raised
10:01  -> centre "help raised" "Help button pressed"
10:01  centre received M7
10:01  -> answer "done: noted"
10:02  centre is there M7 by "Tom"
10:02  == help with_resident
10:02  -> answer "done: Tom: with_resident"
10:02  -> centre "help with_resident" "held by Tom"
10:10  == help closed (test)
10:10  -> centre "help closed" "(test)"
10:20  centre closes M7 as "helped" by "Tom"
10:20  -> answer "done: Tom: closed"
10:20  -> centre "help closed" "(helped)"
10:20  == help closed (helped)
11:00  end
