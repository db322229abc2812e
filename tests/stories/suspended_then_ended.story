# Hospital: what was only pending is dropped, what people are dealing with goes on. Then she dies: silence from then on.
@settings with_centre.toml
@set [detectors.inactivity] limit = "90m"
08:30  link centre up
08:30  link centre listening up
08:40  motion kitchen
09:00  press Help button
09:00  -> centre "help raised"
09:00  centre received
09:02  -> centre "help raised"
09:02  -> sms anna "Help button pressed"
09:03  settings: [home] service = "suspended"
09:04  -> centre "help raised"
09:04  -> sms ben  "Help button pressed"
09:05  settings: [home] service = "ended"
09:05  -> centre "emptied, nothing said"
09:06  press Help button
09:07  Smoke alarm says smoke on
09:08  anna replies "1"
09:09  anna's text is refused (credit)
09:10  Front door opens
12:00  end
