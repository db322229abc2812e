# The fall is cancelled while water runs in the bathroom: all is not well, and nobody says so.
@set [announce] speak = true
10:00:00  Fall radar says fall on
10:00:00  == fall pending
10:00:00  -> says "Are you all right, Mary?"
10:00:05  Leak sensor says leak on
10:00:05  == flood raised
10:00:05  -> says "Water leak. I am texting Anna."
10:00:05  -> sms anna "Water leak"
10:00:12  cancel Help button
10:00:12  == fall closed (cancelled by resident)
10:00:12  -> says "(over, en-GB)"
10:01     anna replies "1"
10:01     == flood acknowledged
10:01     -> sms anna "Thank you"
10:01     -> says "Anna"
10:05     anna replies "all ok"
10:05     == flood closed (helped)
10:05     -> says "All is well"
11:00     end
