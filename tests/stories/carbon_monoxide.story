# Carbon monoxide while she sleeps: at once, whatever the hour, and nobody waits for a second look.
@hours matter
03:10  CO alarm says carbon monoxide on
03:10  == carbon monoxide raised
03:10  -> sms anna "RING 999" "Carbon monoxide alarm, Kitchen"
03:12  -> sms ben  "RING 999" "Carbon monoxide alarm, Kitchen"
03:13  ben replies "I am there now, 999 called"
03:13  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply ALL OK when it is over"
03:13  == carbon monoxide with_resident
03:13  -> sms anna "Ben is there now, 999 called"
03:40  ben replies "the ambulance took her to hospital"
03:40  == carbon monoxide closed (taken to hospital)
03:40  -> sms anna "closed: taken to hospital"
04:00  end
