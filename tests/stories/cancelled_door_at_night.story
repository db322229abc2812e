# The front door at night: she texts from her own phone in time, and nobody is woken. Half an hour later it was not she.
@hours matter
@starts 00:00
01:00:00  motion hall
01:01:00  Front door opens
01:06:00  == wandering pending
01:06:10  mary texts "I'm fine"
01:06:10  == wandering closed (cancelled by resident)
02:00     end
