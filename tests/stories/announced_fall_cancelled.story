# She is asked whether she is all right before anybody is; she presses cancel, and hears that it counted.
@set [announce] speak = true
10:00:00  Fall radar says fall on
10:00:00  == fall pending
10:00:00  -> says "Are you all right, Mary? In 20 seconds I will ask for help. (asking, en-GB)"
10:00:12  cancel Help button
10:00:12  == fall closed (cancelled by resident)
10:00:12  -> says "Cancelled. All is well. Nobody was asked. (well, en-GB)"
11:00     end
