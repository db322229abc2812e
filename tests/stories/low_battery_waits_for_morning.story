# A weak battery at night wakes nobody and hides no alarm. It is told once, and once when it is good again.
@hours matter
23:30  Kitchen motion says battery 8
23:30  == technical raised
23:40  Kitchen motion says battery 7
+1d
09:00  -> sms anna "battery of Kitchen motion is low (8 %)"
09:30  Kitchen motion says battery 7
10:00  Kitchen motion says battery 100
10:01:30  -> sms anna "works again" "battery of Kitchen motion"
10:01:30  == technical closed (restored)
11:00  end
