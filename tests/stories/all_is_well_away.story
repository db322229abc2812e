# While Mary is away nobody is looked for, and that is what is said; it is neither well nor not.
@settings small.toml
@hours matter
@date 2026-01-15
@starts 07:00
07:00     Help button is heard
07:00     Front door is heard
08:00     motion kitchen
08:30     anna texts "Mary away until Friday"
08:30     -> sms anna "Mary S is away until"
09:00     -> sms anna "Noted as away: nobody is looked for. No alarm is open. Next at 09:00"
09:10     end
