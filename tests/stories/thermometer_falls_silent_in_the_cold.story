# A thermometer that is not heard knows nothing: neither its cached word nor the time without it is cold.
@settings whole_kit.toml
08:00  Kitchen thermometer says temperature 15.0
08:30  motion kitchen
09:00  Kitchen thermometer says temperature 15.0 cached
11:30  motion kitchen
13:00  Kitchen thermometer says temperature 14.5 cached
14:30  motion kitchen
15:00  Kitchen thermometer says temperature 14.5
17:30  motion kitchen
18:00  Kitchen thermometer says temperature 14.5
20:00  motion kitchen
20:30  end
