# To the bathroom and back; then to the kitchen for a glass of water, and back. Nobody hears of it.
@settings whole_kit.toml
@hours matter
22:40  Bed sensor says bed on
+1d
01:10  Bed sensor says bed off
01:11  motion bathroom
01:19  Bed sensor says bed on
03:10  Bed sensor says bed off
03:11  motion hall
03:12  motion kitchen
03:25  motion kitchen
03:27  motion hall
03:28  Bed sensor says bed on
06:40  Bed sensor says bed off
06:41  motion bedroom
07:00  motion kitchen
07:30  end
