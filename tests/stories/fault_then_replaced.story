# Anna says that the smoke alarm is broken, and Ben will see to it; he puts a new one in its place: the fault is over.
@hours matter
22:00  anna replies "smoke alarm doesn't work"
22:00  -> sms anna "Smoke alarm is noted as not working"
22:00  == technical raised
22:00  -> sms anna "Anna says that Smoke alarm does not work" "K7"
22:00  -> sms mary "Anna says that Smoke alarm does not work"
22:05  settings: [contacts ben] minutes_away = 26
22:06  settings: [contacts ben] minutes_away = 25
22:10  settings: [devices 0xsmoke] formerly = ["0xsmoke"] and [devices 0xsmoke] id = "0xnew"
22:10  == technical closed (restored)
22:10  -> sms anna "Replaced by a new one. It was: Anna says that Smoke alarm does not work"
22:10  -> sms mary "Replaced by a new one"
22:20  anna replies "FIXED smoke alarm"
22:20  -> sms anna "was not noted as broken"
23:00  end
