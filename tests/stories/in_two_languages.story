# Anna is texted in Welsh and answers in it, Ben in English; each hears of the other in their own language.
@set [contacts anna] language = "cy"
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "CareHub 10:00: Mary S, 12 Elm Rd. Gwasgwyd botwm cymorth. Nesaf am 10:02: Ben. Atebwch 1 os ydych yn mynd, 2 os na allwch. K7"
10:02  -> sms ben  "Help button pressed" "Reply 1 if you are going, 2 if you cannot. K7"
10:03  anna replies "Dwi'n mynd, 20 munud"
10:03  -> sms anna "Diolch. Mary S, 12 Elm Rd. Trwm y clyw. Atebwch 3 pan fyddwch yno. K7"
10:03  == help travelling
10:03  -> sms ben  "Anna is on the way, 20 min"
10:04  ben replies "1"
10:04  -> sms anna "Ben yn mynd hefyd. Mary S: gwasgwyd botwm cymorth. K7"
# Ben is not texted in Welsh, so Welsh from him is not understood: nothing is guessed.
10:05  ben replies "popeth yn iawn"
10:05  -> sms ben  "not understood, nothing was changed"
10:06  anna replies "gobeithio bod popeth yn iawn"
10:06  -> sms anna "heb ddeall, ni newidiwyd dim. Atebwch 1"
10:20  anna replies "Yma nawr"
10:20  == help with_resident
10:20  -> sms ben  "Anna is there now"
10:30  anna replies "Popeth yn iawn, diolch"
10:30  == help closed (helped)
10:30  -> sms ben  "closed: helped, all well now, says Anna"
10:31  anna replies "1 K7"
10:31  -> sms anna "daeth hyn i ben am 10:30, yn ol Anna: wedi cael help" "Dim byd arall"
12:00  end
