# She went out at half past two and is not back by eleven: somebody is called. Movement inside then withdraws nothing.
@settings whole_kit.toml
@hours matter
14:20  motion hall
14:30  Front door opens
14:30  motion hall
14:31  Front door closes
23:00:00  == no return pending
23:00:20  == no return raised
23:00:20  -> sms anna "Not back home" "Out since 14:30, should be back by 23:00"
23:01  anna replies "1 15"
23:01  == no return travelling
23:01  -> sms anna "Thank you"
23:10  Front door opens
23:11  Front door closes
23:11:30  motion hall
23:15  anna replies "all ok"
23:15  == no return closed (helped)
23:20  end
