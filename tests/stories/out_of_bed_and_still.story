# She got up at two, was seen in the bathroom, and nothing has moved since: somebody is called.
@settings whole_kit.toml
@hours matter
22:30  motion bedroom
22:40  Bed sensor says bed on
+1d
02:10  Bed sensor says bed off
02:11  motion bathroom
02:31:00  == bed left at night pending
02:31:20  == bed left at night raised
02:31:20  -> sms anna "Out of bed at night, Bathroom. Up at 02:10, nothing moves since 02:11"
02:33  anna replies "1 15"
02:33  == bed left at night travelling
02:33  -> sms anna "Thank you"
02:50  Front door opens
02:51  Front door closes
02:51:30  motion hall
02:52  anna replies "3"
02:52  == bed left at night with_resident
03:05  motion bathroom
03:10  motion bedroom
03:12  Bed sensor says bed on
03:15  anna replies "all ok"
03:15  == bed left at night closed (helped)
05:00  end
