# She cancels, for she will be up in a moment; and then nothing moves any more. That fall is over, but somebody lies there.
@settings worn.toml
09:59:50  Pendant walks for 10 s
10:00:10  Pendant is struck: a fall
10:00:10  == fall pending
10:00:10  Pendant lies still for 6 s
10:00:16  cancel Help button
10:00:16  == fall closed (cancelled by resident)
10:00:16  Pendant lies still for 21 min
10:20:16  == fall pending
10:20:36  == fall raised
10:20:36  -> sms anna "Nothing has moved for 20 min since Pendant felt a fall at 10:00"
10:21     anna replies "spoke to her"
10:21     == fall closed (spoke to them)
10:30     end
