# Four sensors stop answering within seconds: one text, not four. One is taken out of the settings, two come back; the
# text that it is over comes when the last is heard.
@hours matter
@set [detectors.inactivity] limit = "30h"
10:00:00  Kitchen motion goes offline
10:00:02  Lounge motion goes offline
10:00:04  Bedroom motion goes offline
10:00:06  Leak sensor goes offline
10:11:30  == technical raised
10:11:30  -> sms anna "Not heard any more: Bedroom motion, Kitchen motion, Leak sensor, Lounge motion"
11:00     Lounge motion is heard
11:10     Lounge motion goes offline
11:21:30  == technical raised
11:21:30  -> sms anna "Lounge motion has not been heard since 11:00"
12:00     settings: [devices 0xkitchen] id = "0xnew" and [devices 0xlounge] id = "0xnew2"
12:00     == technical closed (restored)
12:00     -> sms anna "Taken out of the settings. It was: Lounge motion"
12:10     Bedroom motion is heard
12:20     Leak sensor is heard
12:21:30  == technical closed (restored)
12:21:30  -> sms anna "Works again. It was: not heard any more: Leak sensor"
13:00     end
