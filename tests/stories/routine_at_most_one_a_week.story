# Another change within the week waits; what is still so after it is told.
@settings days.toml
@hours matter
@starts 08:00
08:00  motion bedroom
+2d
04:41  the night finds up 545 usually 480 since 2026-01-05
09:00  -> sms anna "Mary S. Gets up at about 09:05, usually 08:00, since 5 Jan."
+4d
04:41  the night finds out 1 usually 4 since 2026-01-08
10:00  motion kitchen
+9d
04:41  the night finds out 1 usually 4 since 2026-01-08
09:00  -> sms anna "Goes out about 75 % less than usual since 8 Jan."
12:00  end
