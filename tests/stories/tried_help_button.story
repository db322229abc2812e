# At a visit the help button is tried. That one press is a test: she hears so, the centre sees so, and nobody is texted.
# A second press is an alarm, whatever the first one was.
@settings with_centre.toml
@set [announce] speak = true
10:00     link centre up
10:00     link centre listening up
10:05     Sue tries Help button
10:06     press Help button
10:06     == help raised
10:06     -> centre "help raised" "a test" "because: test by Sue: Help button pressed"
10:06     -> says "Test: your button was heard. Nobody was asked. If you need help, press it again. (heard, en-GB)"
10:07     == help closed (test)
10:07     -> centre "help closed" "(test)" "a test"
10:07     -> says " (over, en-GB)"
10:07:30  press Help button
10:07:30  == help raised
10:07:30  -> centre "help raised" "because: Help button pressed"
10:07:30  -> says "I have heard you. I am asking the care centre. (heard, en-GB)"
10:07:35  centre received M7
10:07     -> answer "done: noted"
10:08:30  centre is there M7 by "Tom"
10:08:30  == help with_resident
10:08:30  -> answer "done: Tom: with_resident"
10:08     -> centre "help with_resident"
10:20     centre closes M7 as "helped" by "Tom"
10:20     -> answer "done: Tom: closed"
10:20     == help closed (helped)
10:20     -> centre "help closed" "(helped)"
10:20     -> says "All is well. Nobody else is asked. (well, en-GB)"
11:00     end
