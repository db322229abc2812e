# She comes in at the very minute at which it would have been asked where she is: nobody is told.
@settings whole_kit.toml
@hours matter
14:20  motion hall
14:30  Front door opens
14:31  Front door closes
23:00:00  == no return pending
23:00:05  Front door opens
23:00:10  motion hall
23:00:10  == no return closed (moving again)
23:00:12  Front door closes
23:05  motion kitchen
23:30  end
