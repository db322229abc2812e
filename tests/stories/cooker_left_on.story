# The hob is on, and she has gone to the lounge: somebody is called after an hour. It is switched off: noted.
@settings whole_kit.toml
12:00  motion kitchen
12:01  Fridge door opens
12:02  Cooker says power 1800
12:12  motion kitchen
12:20  motion lounge
12:25  Cooker says power 20
12:33  Cooker says power 1800
12:50  motion lounge
13:02  == left on raised
13:02  -> sms anna "Appliance left on, Kitchen. Cooker is on since 12:02, nobody there since 12:12"
13:04  anna replies "1 10"
13:04  == left on travelling
13:04  -> sms anna "Thank you"
13:14  anna replies "3"
13:14  == left on with_resident
13:15  motion kitchen
13:16  Cooker says power 0
13:40  anna replies "all ok"
13:40  == left on closed (helped)
14:00  end
