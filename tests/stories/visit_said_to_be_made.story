# The desk knows that the carer was there without her tag: "2", and nobody else is asked, nor told at eleven.
@settings visits.toml
@hours matter
07:00  motion bedroom
09:30  == late visit raised
09:30  -> sms desk "not seen by 09:30" "2 if it was made. K7"
09:35  motion kitchen
09:40  desk replies "2"
09:40  == late visit closed (visit made)
11:30  motion kitchen
13:00  end
