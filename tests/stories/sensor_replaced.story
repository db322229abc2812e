# A broken sensor is replaced by a new one, which takes its place and its history: the trouble ends with the old one.
10:00     Kitchen motion goes offline
10:11:30  == technical raised
10:11:30  -> sms anna "Kitchen motion has not been heard since"
11:00     settings: [devices 0xkitchen] formerly = ["0xkitchen"] and [devices 0xkitchen] id = "0xnew"
11:00     == technical closed (restored)
11:00     -> sms anna "Replaced by a new one. It was: Kitchen motion has not been heard"
11:01     Kitchen motion is heard
12:00     end
