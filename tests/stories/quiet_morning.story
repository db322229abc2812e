# Nobody moves after seven. Anna is asked, then Ben; Anna goes, and Ben hears of it. The next day begins quietly.
@hours matter
@set [detectors.inactivity] limit = "90m"
07:00  motion bedroom
08:30  == inactivity pending
08:30  -> sms anna "Mary S, 12 Elm Rd" "No movement, Bedroom"
08:30  == inactivity raised
08:32  -> sms ben  "No movement, Bedroom"
08:33  anna replies "1 15"
08:33  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
08:33  -> sms ben  "Anna is on the way, 15 min"
08:33  == inactivity travelling
08:44  anna replies "there now"
08:44  == inactivity with_resident
08:44  -> sms ben  "Anna is there now"
09:20  anna replies "all ok"
09:20  == inactivity closed (helped)
09:20  -> sms ben  "closed: helped"
09:25  motion kitchen
10:00  end
