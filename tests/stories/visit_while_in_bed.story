# Mary lies in bed while somebody moves in the kitchen: there are two people, so the visit is seen before anybody has gone.
@settings visits.toml
@hours matter
@starts 12:00
17:50  motion bedroom
18:00  Bed says bed on
18:55  Front door opens
18:55  Front door closes
18:57  motion hall
19:10  motion kitchen
19:40  motion kitchen
19:50  Front door opens
19:50  Front door closes
21:30  Bed says bed off
21:31  motion bedroom
22:00  end
