# She paces the home at night: told in the morning, for nobody has come to harm.
@settings whole_kit.toml
@hours matter
22:40  motion bedroom
+1d
02:00  motion bedroom
02:02  motion hall
02:04  motion kitchen
02:06  motion bedroom
02:08  motion hall
02:10  motion kitchen
02:12  motion bedroom
02:14  motion hall
02:16  motion kitchen
02:18  motion bedroom
02:20  motion hall
02:22  motion kitchen
02:24  motion bedroom
02:24  == up at night raised
02:30  motion bedroom
07:30  motion kitchen
07:31  Fridge door opens
09:00  -> sms anna "12 changes of room in 30 min"
09:00  == up at night closed (restored)
10:00  end
