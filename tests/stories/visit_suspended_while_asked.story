# The agency is asked, and then Anna says that Mary is in hospital: nobody is asked about the visit any more.
@settings visits.toml
@hours matter
07:00  motion bedroom
09:30  == late visit raised
09:30  -> sms desk "not seen by 09:30"
09:40  anna replies "Mary away until Friday"
09:40  -> sms anna "Mary S is away until"
09:40  == late visit closed (service ended)
09:40  -> sms desk "closed: service ended. Mary S: care visit not seen. K7"
13:00  end
