# What the hub cannot see is never taken for quiet, and a snooze holds nothing of this back.
@settings small.toml
@hours matter
@date 2026-01-15
@starts 07:00
07:00     Help button is heard
07:00     Front door is heard
08:30     anna texts "snooze 4 hours"
08:30     -> sms anna "waits until"
08:50     motion kitchen
08:59:40  link zigbee2mqtt down
09:00     -> sms anna "Not heard: Help button, Front door and 1 more. No alarm is open. Movement at 08:50. Next at 09:00"
09:00:30  link zigbee2mqtt up
09:10     end
