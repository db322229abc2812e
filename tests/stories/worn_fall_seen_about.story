# Nobody else lives here, and the home shows her in two rooms after the impact: it was no fall.
@settings worn.toml
09:50     motion lounge
10:00:10  Pendant is struck: a fall
10:00:10  == fall pending
10:00:10  Pendant struggles for 8 s
10:00:16  motion kitchen
10:00:24  motion hall
10:00:24  == fall closed (moving again)
10:02     motion kitchen
11:00     end
