# A fall and a long silence at once: one cancel is meant for both, whichever way it comes.
@hours matter
@set [detectors.inactivity] limit = "90m"
07:00:00  motion bedroom
08:29:55  Fall radar says fall on
08:29:55  == fall pending
08:30:00  == inactivity pending
08:30:06  console: cancels by "the resident"
08:30:06  == fall closed (cancelled by resident)
08:30:06  == inactivity closed (cancelled by resident)
08:30:06  -> answer "done: cancelled"
08:40     motion kitchen
09:30     end
