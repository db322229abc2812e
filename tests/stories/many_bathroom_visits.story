# Seven visits in one night wake nobody. They are told next morning.
@settings whole_kit.toml
@hours matter
21:30  motion bedroom
23:30  motion bathroom
23:36  motion bedroom
+1d
00:40  motion bathroom
00:46  motion bedroom
01:20  motion bathroom
01:26  motion bedroom
02:30  motion bathroom
02:36  motion bedroom
03:10  motion bathroom
03:16  motion bedroom
04:20  motion bathroom
04:26  motion bedroom
05:30  motion bathroom
05:36  motion bedroom
06:00  == bathroom at night raised
07:30  motion kitchen
07:31  Fridge door opens
09:00  -> sms anna "7 visits to the bathroom last night"
09:00  == bathroom at night closed (restored)
10:00  end
