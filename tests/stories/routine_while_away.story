# On holiday nothing is told of the usual days, whatever the night finds; at home again it is.
@settings days.toml
@hours matter
@starts 08:00
08:00  motion bedroom
+1d
10:00  settings: [home] service = "suspended"
+3d
04:41  the night finds meals 20 usually 60 since 2026-01-05
12:00  settings: [home] service = "in service"
+5d
04:41  the night finds meals 20 usually 60 since 2026-01-05
09:00  -> sms anna "Is in the kitchen about 65 % less than usual since 5 Jan."
12:00  end
