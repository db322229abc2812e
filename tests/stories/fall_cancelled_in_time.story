# The radar sees a fall; she presses cancel within 20 seconds, and nobody is told.
10:00:00  Fall radar says fall on
10:00:00  == fall pending
10:00:12  cancel Help button
10:00:12  == fall closed (cancelled by resident)
11:00     end
