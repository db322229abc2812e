# The same, where whoever looks after her has chosen to be called.
@settings whole_kit.toml
@set [detectors] night = { wandering = "urgent" }
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
02:24:00  == wandering inside pending
02:24:20  == wandering inside raised
02:24:20  -> sms anna "Wandering inside at night, Bedroom. 12 changes of room in 30 min"
02:26  anna replies "1 15"
02:26  == wandering inside travelling
02:26  -> sms anna "Thank you"
02:30  end
