# Two dangers in one kitchen are two incidents, each with its own code and its own answer.
10:00  Gas alarm says gas on
10:00  == gas raised
10:00  -> sms anna "RING 999" "Gas alarm, Kitchen" "K7"
10:01  Heat alarm says heat on
10:01  == heat raised
10:01  -> sms anna "RING 999" "Heat alarm, Kitchen" "M7"
10:01  anna replies "1 K7"
10:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there" "K7"
10:01  == gas acknowledged
10:01  anna replies "M7 1"
10:01  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there" "M7"
10:01  == heat acknowledged
10:09  anna replies "K7 all ok"
10:09  == gas closed (helped)
10:10  anna replies "all ok M7"
10:10  == heat closed (helped)
11:00  end
