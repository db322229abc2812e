# Every room is below 12 degrees for three hours: somebody is called, also in the night.
@settings whole_kit.toml
@hours matter
00:10  motion bedroom
00:15  Bedroom thermometer says temperature 11.8
00:40  Kitchen thermometer says temperature 11.0
02:00  Bedroom thermometer says temperature 11.5
02:30  Kitchen thermometer says temperature 10.5
03:30  Bedroom thermometer says temperature 11.2
03:50  Kitchen thermometer says temperature 10.1
03:50  == very cold home raised
03:50  -> sms anna "Home very cold" "no room is above 12 degrees since 00:40; Kitchen: 10.1"
03:51  anna replies "1 15"
03:51  == very cold home travelling
03:51  -> sms anna "Thank you"
04:10  anna replies "3"
04:10  == very cold home with_resident
05:00  Bedroom thermometer says temperature 13.5
05:01  Kitchen thermometer says temperature 14.0
05:02  anna replies "all ok"
05:02  == very cold home closed (helped)
05:30  end
