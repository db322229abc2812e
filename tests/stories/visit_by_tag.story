# Morning care comes with its tag and stays half an hour: nobody is told of anything.
@settings visits.toml
@hours matter
07:00  motion bedroom
08:12  Carer's tag says in range on
08:12  Front door opens
08:12  Front door closes
08:14  motion kitchen
08:40  Front door opens
08:40  Front door closes
08:43  Carer's tag says in range off
09:00  motion kitchen
12:00  end
