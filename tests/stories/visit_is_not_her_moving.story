# Nobody has moved since seven. A carer lets herself in by another way and moves about: that is not Mary, so nothing is withdrawn.
@settings visits.toml
@set [consent] inactivity = { agreed = true }
@set [detectors.inactivity] limit = "90m"
@hours matter
07:00  motion bedroom
08:30  == inactivity pending
08:30  == inactivity raised
08:30:20  -> sms anna "No movement, Bedroom"
08:31  Carer's tag says in range on
08:32  motion kitchen
08:33  motion hall
08:34  motion kitchen
08:35  motion bedroom
08:35:20  -> sms ben "No movement, Bedroom"
08:36  motion bedroom
08:37  motion kitchen
08:38  anna replies "all ok"
08:38  == inactivity closed (helped)
08:38  -> sms ben "closed: helped"
08:50  Carer's tag says in range off
09:00  motion kitchen
09:30  end
