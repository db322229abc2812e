# A pendant that lies in a drawer is told once, in decent hours, and that it is worn again.
@settings worn_only.toml
@hours matter
08:00     Pendant walks (600 s)
19:00     Pendant lies on a table (39600 s)
20:00     Pendant lies on a table (3600 s)
20:00     == technical raised
20:30     Pendant lies on a table (1800 s)
+1d
09:00     -> sms anna "Pendant has not been worn since 08:00: it feels no fall"
10:00     Pendant walks (30 s)
10:00     == technical closed (restored)
10:00     -> sms anna "Works again"
11:00     end
