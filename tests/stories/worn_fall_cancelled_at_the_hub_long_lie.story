# She cancels with the button on the hub, and then nothing moves any more: whichever way it was cancelled, somebody lies there.
@settings worn.toml
09:59:50  Pendant walks for 10 s
10:00:10  Pendant is struck: a fall
10:00:10  == fall pending
10:00:10  Pendant sits still for 8 s
10:00:19  console: cancels by "the resident"
10:00:19  -> answer "done: cancelled"
10:00:19  == fall closed (cancelled by resident)
10:00:20  Pendant lies still for 21 min
10:20:19  == fall pending
10:20:39  == fall raised
10:20:39  -> sms anna "Nothing has moved for 20 min since Pendant felt a fall at 10:00"
10:21     anna replies "spoke to her"
10:21     == fall closed (spoke to them)
10:30     end
