# The hall's sensor sees Mary as she goes out: that is no movement inside, and all may not be well.
@settings small.toml
@hours matter
@date 2026-01-15
@starts 07:00
@set [devices 0xkitchen] room = "hall"
07:00     Help button is heard
07:00     Front door is heard
08:00     Kitchen motion says motion on
08:30:00  Front door says contact on
08:30:04  Front door says contact off
08:30:08  Kitchen motion says motion on
09:00     -> sms anna "Last movement at the door, 08:30: perhaps out"
09:10     end
