# A window is open for ten minutes, and for an hour: that is nothing.
@settings whole_kit.toml
08:00  Kitchen thermometer says temperature 19.5
08:05  Kitchen thermometer says temperature 13.5
08:15  Kitchen thermometer says temperature 15.0
08:40  Kitchen thermometer says temperature 18.0
10:00  Kitchen thermometer says temperature 11.0
11:00  Kitchen thermometer says temperature 17.0
11:30  motion kitchen
12:00  end
