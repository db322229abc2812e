# Water on the floor is urgent and told at once; that it has dried is written down and ends nothing.
10:00  Leak sensor says leak on
10:00  == flood raised
10:00  -> sms anna "Water leak, Bathroom"
10:01  Leak sensor says leak off
10:02  -> sms ben  "Water leak, Bathroom"
10:04  ben replies "I am going"
10:04  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
10:04  == flood acknowledged
10:04  -> sms anna "Ben is going"
10:15  ben replies "spoke to her"
10:15  == flood closed (spoke to them)
10:15  -> sms anna "closed: spoke to them" "Ben"
11:00  end
