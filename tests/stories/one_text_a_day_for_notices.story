# Anna wants what is not urgent once a day. What comes at noon is told the next morning, all of it in one text; what was
# mended by then is not told at all.
@settings people_only.toml
@hours matter
@set [notices] daily = true
@starts 20:00
+1d
07:00     "part" is broken: "part 10 does not work"
09:00     -> sms anna "Part 10 does not work"
12:00     "part 2" is broken: "part 11 does not work"
12:30     "part 3" is broken: "part 12 does not work"
13:00     "part 3" is mended
14:00     "part 4" is broken: "part 13 does not work"
+1d
09:00     -> sms anna "2 things to see to. Part 11 does not work. Part 13 does not work."
20:00     end
