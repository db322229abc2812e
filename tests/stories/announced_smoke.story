# Smoke, with who is asked; who comes said so. A false alarm ends well.
@set [announce] speak = true
@set contacts = [{ id = "anna", name = "Anna", phone = "+447700900111", minutes_away = 10 }, { id = "ben", name = "Ben", phone = "+447700900222", minutes_away = 25 }, { id = "carol", name = "Carol", phone = "+447700900333", minutes_away = 2 }]
10:00  Smoke alarm says smoke on
10:00  == smoke raised
10:00  -> sms anna  "RING 999 FIRE" "Smoke alarm, Hall"
10:00  -> sms carol "RING 999 FIRE" "Smoke alarm, Hall"
10:00  -> says "Smoke alarm. I am texting Anna and Carol. (heard, en-GB)"
10:02  -> sms ben   "RING 999 FIRE" "Smoke alarm, Hall"
10:02  -> says "Still trying. I am now asking Ben. (still trying, en-GB)"
10:03  Smoke alarm says smoke off
10:04  carol replies "on my way"
10:04  -> sms carol "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:04  == smoke travelling
10:04  -> says "Carol is coming, in about five minutes. (coming, en-GB)"
10:04  -> sms anna  "Carol is on the way"
10:04  -> sms ben   "Carol is on the way"
10:20  carol replies "false alarm"
10:20  == smoke closed (false alarm)
10:20  -> says "All is well. Nobody else is asked. (well, en-GB)"
10:20  -> sms anna  "closed: false alarm"
10:20  -> sms ben   "closed: false alarm"
11:00  end
