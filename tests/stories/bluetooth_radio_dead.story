# The Bluetooth radio is dead. A smoke alarm is heard by it, so it is told within minutes at any hour, once; what is
# heard by Zigbee still counts, and nobody's silence is taken for quiet.
@hours matter
@set [devices 0xsmoke] id = "A4:C1:38:00:00:01"
02:00:00  link bluetooth down
02:01:30  == technical raised
02:01:30  -> sms anna "Bluetooth radio does not work" "Reply 1 if you will see to it"
02:01:30  -> sms mary "Bluetooth radio does not work"
02:02     anna replies "1"
02:10     motion kitchen
02:20:00  link bluetooth up
02:21:30  == technical closed (restored)
02:21:30  -> sms anna "works again"
02:21:30  -> sms mary "works again"
03:00     end
