# The Bluetooth radio is deaf for two days: one notice, no Bluetooth device is called lost, and Zigbee is seen as ever.
@hours matter
@set [devices 0xkitchen] id = "A4:C1:38:00:00:01"
@set [detectors.inactivity] limit = "90h"
@set [detectors.inactivity] night_limit = "90h"
10:00     Kitchen motion is heard
10:05     link bluetooth down
10:06:30  == technical raised
10:06:30  -> sms anna "the Bluetooth radio does not work, so no Bluetooth device is heard"
12:00     link bluetooth up
12:01:30  == technical closed (restored)
12:01:30  -> sms anna "works again"
13:00     end
