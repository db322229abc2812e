# The heating failed in the night: advice in decent hours, for nobody need come at 03:00. It is warm again: told too.
@settings whole_kit.toml
@hours matter
00:30  Kitchen thermometer says temperature 17.2
01:00  Kitchen thermometer says temperature 15.8
03:00  Kitchen thermometer says temperature 15.0
05:00  Kitchen thermometer says temperature 14.4
06:30  motion bedroom
06:31  Bedroom thermometer says temperature 16.4
07:00  Kitchen thermometer says temperature 14.2
07:00  == cold home raised
09:00  -> sms anna "Kitchen is below 16 degrees since 01:00, now 14.2"
09:30  motion kitchen
09:31  Fridge door opens
10:00  Kitchen thermometer says temperature 15.9
11:00  Kitchen thermometer says temperature 16.4
12:00  motion kitchen
12:30  Kitchen thermometer says temperature 17.5
12:30  == cold home closed (restored)
12:30  -> sms anna "Kitchen is warm again: 17.5 degrees" "Kitchen is below 16 degrees since 01:00"
14:00  end
