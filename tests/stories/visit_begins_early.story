# The carer comes at twenty to eight, before the time: it counts, and the desk hears nothing.
@settings visits.toml
@hours matter
07:00  motion bedroom
07:40  Carer's tag says in range on
08:10  Carer's tag says in range off
10:00  motion kitchen
12:00  end
