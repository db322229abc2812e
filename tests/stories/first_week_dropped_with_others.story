# In its first week a pendant that was dropped, and that only itself tells of, calls nobody: others live there.
@settings worn.toml
@set [home] others = "lives with others"
@set [detectors.falls] first_week = "7d"
08:00     Pendant walks (7200 s)
10:00:10  Pendant is struck: dropped
10:00:10  Pendant lies on a table for 30 min
11:00     end
