# Ben asks for it by text, moves it to another hour, and ends it. A stranger changes nothing.
@settings small.toml
@set [contacts anna] all_is_well = "23:00"
@hours matter
@date 2026-01-15
@starts 07:00
07:00     Help button is heard
07:00     Front door is heard
08:00     motion kitchen
08:10     ben replies "Daily"
08:10     -> sms ben "at what time each day? Text DAILY 9, or DAILY 18:30. Nothing was changed."
08:11     ben replies "Daily 9am"
08:11     -> sms ben "each day at 09:00 you get a text of how it is with Mary S. If none comes by 09:30, ring. Text DAILY OFF for no more."
08:12     +447700900999 texts "daily 10"
08:50     ben replies "bob dydd am 8:55"
08:50     -> sms ben "each day at 08:55"
08:55     -> sms ben "All is well. Movement at 08:00." "Next at 08:55. If none by 09:25, ring."
08:55:05  ben's text is accepted
09:01     ben replies "daily off"
09:01     -> sms ben "you get no daily text any more"
09:02     ben replies "daily off"
09:02     -> sms ben "you have no daily text"
10:30     end
