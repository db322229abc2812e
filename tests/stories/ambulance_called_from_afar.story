# Ben rang 999 and is not there. An ambulance on its way is nobody with her: he coordinates, and others are asked on.
03:10     CO alarm says carbon monoxide on
03:10     == carbon monoxide raised
03:10     -> sms anna "RING 999" "Carbon monoxide alarm, Kitchen"
03:12     -> sms ben  "RING 999" "Carbon monoxide alarm, Kitchen"
03:13     ben replies "999 called"
03:13     -> sms anna "Ben has called 999, but somebody must still go"
03:13     -> sms ben  "Are you with Mary S? Reply 3 if you are, 1 if you are going"
03:15     -> sms anna "999 was called; somebody must be there" "Carbon monoxide alarm" "Reply 1"
03:16     anna replies "1 10"
03:16     -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
03:16     == carbon monoxide travelling
03:16     -> sms ben  "Anna is on the way, 10 min. Mary S"
03:26     anna replies "there now"
03:26     == carbon monoxide with_resident
03:26     -> sms ben  "Anna is there now"
03:50     anna replies "all ok"
03:50     == carbon monoxide closed (ambulance)
03:50     -> sms ben  "closed: 999 called, says Anna"
04:30     end
