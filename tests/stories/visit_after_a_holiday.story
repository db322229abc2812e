# Of her bed it is known that it tells the truth. On her first evening at home a carer puts her to bed and goes: nobody is woken.
@settings whole_kit.toml
@hours matter
@starts 10:00
10:30     Bed sensor says bed on
13:00     Bed sensor says bed off
13:01     motion hall
14:00     anna texts "mum is away for 6 hours."
14:00     -> sms anna "Mary S is away until 20:00, says Anna"
20:00     -> sms anna "Mary S is expected at home"
20:30     Front door opens
20:30:20  Front door closes
20:31     motion hall
22:10     Front door opens
22:10:20  Front door closes
22:11     motion hall
22:25     Bed sensor says bed on
22:28     motion kitchen
23:10     Front door opens
23:10:20  Front door closes
23:59     end
