# What a complaint asks about a year later: when the radio was down, when the hub was off, and when she really pressed.
@settings with_centre.toml
@set ladder = [{ tell = ["anna"], wait = "2m" }, { tell = ["ben"], wait = "3m" }]
@set [detectors.liveness] most = "20d"
@set [detectors.liveness] battery = "20d"
@set [detectors.inactivity] limit = "20d"
@set [detectors.inactivity] night_limit = "20d"
07:59  motion hall
08:00  hub off
08:01  hub on
+1d
09:30  Help button is heard
15:50  link zigbee2mqtt down
16:20  link zigbee2mqtt up
20:00:00  press Help button
20:00:02  anna's text is accepted
20:00:09  anna's text is delivered
20:03:00  press Help button
20:03:30  anna replies "1 M7"
20:20:00  anna replies "all ok M7"
+1d
03:00  hub off
04:00  hub on
08:00  motion hall
08:30  end
