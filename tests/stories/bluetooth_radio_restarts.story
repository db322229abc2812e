# A Bluetooth service that restarts within a minute is told to nobody.
@set [devices 0xsmoke] id = "A4:C1:38:00:00:01"
10:00:00  link bluetooth down
10:01:00  link bluetooth up
11:00     end
