# No bed sensor: she left the bedroom at night, and only the bathroom has moved since.
@hours matter
@set [devices 0xlounge] name = "Bathroom motion"
@set [devices 0xlounge] room = "bathroom"
22:30  motion hall
22:40  motion bedroom
+1d
02:10  Hall motion says motion on
02:11  Bathroom motion says motion on
02:20  Bathroom motion says motion on
02:35  Bathroom motion says motion on
02:50  Bathroom motion says motion on
02:56:00  == bed left at night pending
02:56:20  == bed left at night raised
02:56:20  -> sms anna "Up at 02:10, only in this room since 02:11"
02:57  anna replies "1 20"
02:57  == bed left at night travelling
02:57  -> sms anna "Thank you"
03:00  end
