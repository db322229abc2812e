# Sue closes what she saw in version 1, but the button was pressed again since: she must look again.
@settings with_centre.toml
09:00  link centre up
09:00  link centre listening up
10:00:00  press Help button
10:00:00  -> centre "help raised" "version 1"
10:00:03  centre received version 1
10:00:03  -> answer "done"
10:01     press Help button
10:01     -> centre "help raised" "version 2"
10:01:30  centre closes version 1 as "spoke to them" by "Sue"
10:01:30  -> answer "not done: there is new evidence since version 1"
10:01:40  centre closes version 2 as "spoke to them" by "Sue"
10:01:40  -> answer "done: Sue: closed"
10:01:40  -> centre "help closed" "(spoke to them)"
11:00     end
