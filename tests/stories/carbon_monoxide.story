# Carbon monoxide while she sleeps: at once, whatever the hour, and nobody waits for a second look.
@hours matter
03:10  CO alarm says carbon monoxide on
03:10  == carbon monoxide raised
03:10  -> sms anna "RING 999" "Carbon monoxide alarm, Kitchen"
03:12  -> sms ben  "RING 999" "Carbon monoxide alarm, Kitchen"
03:13  ben replies "999 called"
03:13  == carbon monoxide closed (ambulance)
03:13  -> sms anna "closed: 999 called"
04:00  end
