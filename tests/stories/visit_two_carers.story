# Two carers come one after the other and put her to bed. One goes; the other washes up, and goes twenty minutes later:
# nobody is woken. At three she does go out.
@settings whole_kit.toml
@hours matter
@starts 14:00
14:30     Bed sensor says bed on
17:00     Bed sensor says bed off
17:01     motion hall
20:00     motion lounge
22:10     Front door opens
22:10:20  Front door closes
22:11     motion hall
22:14     motion bedroom
22:20     Front door opens
22:20:20  Front door closes
22:21     motion hall
22:23     motion bedroom
22:40     Bed sensor says bed on
22:43     motion kitchen
23:10     Front door opens
23:10:20  Front door closes
23:16     motion kitchen
23:29     motion hall
23:30     Front door opens
23:30:20  Front door closes
+1d
02:58     Bed sensor says bed off
02:59     motion hall
03:00     Front door opens
03:05     == wandering pending
03:05:20  == wandering raised
03:05:20  -> sms anna "Out at night, Hall" "Front door opened at 03:00"
03:06     anna replies "1"
03:06     == wandering acknowledged
03:06     -> sms anna "Thank you"
03:15     anna replies "all ok"
03:15     == wandering closed (helped)
03:20     end
