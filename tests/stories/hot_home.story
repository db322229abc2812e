# A hot afternoon. It is advice, told while it lasts.
@settings whole_kit.toml
@date 2026-07-14
12:00  Bedroom thermometer says temperature 31.0
12:30  motion bedroom
14:00  Bedroom thermometer says temperature 32.5
15:10  Bedroom thermometer says temperature 32.0
15:10  == hot home raised
15:10  -> sms anna "Bedroom is above 30 degrees since 12:00, now 32.0"
15:30  motion kitchen
16:00  Bedroom thermometer says temperature 28.5
16:00  == hot home closed (restored)
16:00  -> sms anna "Bedroom is cooler again: 28.5 degrees"
17:00  end
