# A change of the usual days is told once, in decent hours, and not again while it stays as it is; when it grows it is.
@settings days.toml
@hours matter
@starts 08:00
08:00  motion bedroom
+2d
04:41  the night finds toilet 2.9 usually 1.1 since 2026-01-02 and out 1 usually 4 since 2026-01-05
09:00  -> sms anna "Mary S. Up at night about 3 times, usually 1, since 2 Jan; also less time out."
10:00  motion kitchen
+3d
04:41  the night finds toilet 2.9 usually 1.1 since 2026-01-02
10:00  motion kitchen
+11d
04:41  the night finds toilet 2.9 usually 1.2 since 2026-01-02
10:00  motion kitchen
+19d
04:41  the night finds toilet 4.2 usually 1.3 since 2026-01-02
09:00  -> sms anna "Up at night about 4 times, usually 1, since 2 Jan."
12:00  end
