# An iron is advice, and takes three hours; it is off again: told. What takes 120 W and rests is a freezer.
@settings whole_kit.toml
10:00  motion lounge
10:01  Fridge door opens
10:02  Iron says power 2000
10:10  motion lounge
10:30  Iron says power 0
10:40  Iron says power 2000
11:30  motion kitchen
12:00  Kettle says power 120
12:30  motion kitchen
12:40  Kettle says power 0
13:02  == appliance left on raised
13:02  -> sms anna "Iron is on since 10:02, nobody there since 10:10"
13:10  motion lounge
13:11  Iron says power 0
13:26  == appliance left on closed (restored)
13:26  -> sms anna "Iron is off again"
14:00  end
