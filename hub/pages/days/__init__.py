"""What the days are like: today room by room, the last weeks hour by hour, and measures over months."""
