# What is used for the bed says that it is pressed, or that somebody is there, as many mats do: it is a bed sensor all the same.
@settings whole_kit.toml
@hours matter
22:30  motion bedroom
22:40  Bed sensor says pressure on
+1d
02:10  Bed sensor says pressure off
02:11  motion bathroom
02:31:00  == bed left at night pending
02:31:20  == bed left at night raised
02:31:20  -> sms anna "Out of bed at night, Bathroom. Up at 02:10, nothing moves since 02:11"
02:33  anna replies "3"
02:33  == bed left at night with_resident
02:33  -> sms anna "Thank you"
02:40  anna replies "all ok"
02:40  == bed left at night closed (helped)
03:00  Bed sensor says presence on
03:40  Bed sensor says presence off
03:41  motion bathroom
03:50  Bed sensor says presence on
05:00  end
