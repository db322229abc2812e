# A voice out of the wall frightens somebody who is confused at the door in the night, or tells a stranger: it says nothing.
@set [announce] speak = true
@hours matter
01:55  motion bedroom
02:00  Front door opens
02:00  Front door closes
02:05:00  == wandering pending
02:05:20  == wandering raised
02:05:20  -> sms anna "Out at night, Hall" "Front door opened at 02:00"
02:06  motion hall
02:07:20  -> sms ben "Out at night, Hall"
02:08  anna replies "can't"
02:09  ben replies "1 30"
02:09  -> sms ben  "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
02:09  == wandering travelling
02:09  -> sms anna "Ben is on the way, 30 min"
02:35  ben replies "she is fine"
02:35  == wandering closed (helped)
02:35  -> sms anna "closed: helped"
03:30  end
