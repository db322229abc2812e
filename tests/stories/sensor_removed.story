# A sensor that zigbee2mqtt does not know any more is told at once, not after a day, and so is its return.
10:00     zigbee2mqtt knows all
10:10     zigbee2mqtt knows all but Kitchen motion
10:11:30  == technical raised
10:11:30  -> sms anna "Kitchen motion: zigbee2mqtt does not know it (removed, or never paired)"
11:00     zigbee2mqtt knows all
11:01:30  == technical closed (restored)
11:01:30  -> sms anna "Works again"
12:00     end
