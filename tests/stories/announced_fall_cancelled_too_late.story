# She cancels after people were told: she hears that this takes nothing back, and so nobody is sure of what is not so.
@set [announce] speak = true
10:00:00  Fall radar says fall on
10:00:00  == fall pending
10:00:00  -> says "Are you all right, Mary?" "(asking"
10:00:20  == fall raised
10:00:20  -> sms anna "Possible fall"
10:00:20  -> says "I am asking for help now. I am texting Anna. (heard, en-GB)"
10:00:40  cancel Help button
10:00:40  -> says "I have asked for help already. Please tell whoever answers that all is well. (heard, en-GB)"
10:01     anna replies "spoke to her"
10:01     == fall closed (spoke to them)
10:01     -> says "All is well. Nobody else is asked. (well, en-GB)"
11:00     end
