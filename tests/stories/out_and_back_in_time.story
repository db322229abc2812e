# Shopping: she is back, and seen inside. Nobody hears of it, also not at eleven.
@settings whole_kit.toml
14:30  Front door opens
14:30  motion hall
14:31  Front door closes
16:00  Front door opens
16:00:10  motion hall
16:00:30  Front door closes
16:10  motion kitchen
18:00  motion lounge
19:30  motion kitchen
21:00  end
