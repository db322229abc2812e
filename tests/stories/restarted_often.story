# The hub is started anew twice. A sensor that fell silent is noticed all the same.
@hours matter
@set devices = [{ id = "0xkitchen", name = "Kitchen motion", use = "motion", room = "kitchen" }]
@set [consent] inactivity = { agreed = false }
10:00  motion kitchen
20:00  hub off
20:01  hub on
+1d
04:00  hub off
04:01  hub on
11:03:30  == technical raised
11:03:30  -> sms anna "Kitchen motion has not been heard since 10:00"
12:00  motion kitchen
12:01:30  == technical closed (restored)
12:01:30  -> sms anna "works again"
13:00  end
