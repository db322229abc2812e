# Neither fridge nor kettle by eleven, though she moves about: advice. She makes tea after all: told too.
@settings whole_kit.toml
@hours matter
18:00  motion kitchen
22:30  motion bedroom
+1d
08:00  motion bedroom
08:30  motion bathroom
10:30  motion lounge
11:00  == not used raised
11:00  -> sms anna "No use of Fridge door, Kettle by 11:00"
11:40  motion kitchen
11:41  Kettle says power 2200
11:41  == not used closed (restored)
11:41  -> sms anna "Kettle is used"
12:30  end
