# She has fallen in the bathroom and crawls: nothing is ever still for long. After eight hours somebody is asked to look in.
@settings whole_kit.toml
@set timers.ask = "0s"
@set [detectors.inactivity] one_room_for = "8h"
@set [detectors.inactivity] limit = "4h"
07:58     motion hall
08:00     motion bathroom
10:00     motion bathroom
12:00     motion bathroom
14:00     motion bathroom
16:00     motion bathroom
16:00     == one room only pending
16:00:20  == one room only raised
16:00:20  -> sms anna "Mary S, 12 Elm Rd. In one room only, Bathroom. Since 08:00: may be stuck, or a faulty sensor."
16:01     anna replies "1"
16:01     -> sms anna "Thank you. Mary S"
16:01     == one room only acknowledged
16:12     Front door opens
16:12     motion hall
16:13     motion bathroom
16:15     anna replies "all ok"
16:15     == one room only closed (helped)
18:00     motion hall
18:10     end
