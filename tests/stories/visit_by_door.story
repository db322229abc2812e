# Evening care has no tag. Its carer comes by the door at ten past six, is seen in two rooms, and goes; Mary moves about after that.
@settings visits.toml
@hours matter
@starts 12:00
16:00  motion kitchen
17:50  motion bedroom
18:10  Front door opens
18:10  Front door closes
18:12  motion hall
18:15  motion kitchen
18:25  motion bedroom
18:45  Front door opens
18:45  Front door closes
18:50  motion bedroom
20:30  motion bedroom
22:00  end
