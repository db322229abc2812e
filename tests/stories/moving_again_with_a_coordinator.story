# Anna has answered, though she cannot be there: the silence is hers now, and movement ends it no more.
@set [detectors.inactivity] limit = "90m"
@set [contacts anna] can_attend = false
10:00  motion bedroom
11:30  -> sms anna "No movement, Bedroom"
11:31  anna replies "1"
11:31  -> sms anna "Thank you. Somebody who can be with Mary S is still asked. You will hear who goes"
11:31:10  motion bedroom
11:32:00  motion hall
11:32:20  -> sms ben "No movement, Bedroom"
11:32:40  motion kitchen
11:33:30  motion lounge
11:34  anna replies "spoke to her"
11:34  -> sms ben "closed: spoke to them"
12:00  end
