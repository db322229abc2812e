# The pendant slips out of her hand. She picks it up.
@settings worn.toml
10:00:10  Pendant is struck: dropped
10:00:10  Pendant lies on a table for 10 s
10:00:30  Pendant walks for 10 s
11:00     end
