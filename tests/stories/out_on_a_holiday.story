# She went out; an hour later Anna says that she is away until Friday: who does not come back is not looked for.
@settings whole_kit.toml
@hours matter
10:00  Front door opens
10:01  Front door closes
11:00  anna replies "Mary away until friday"
11:00  -> sms anna "is away until"
23:30  end
