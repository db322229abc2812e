# Nobody answers all night: she hears it three rounds long, then once in half an hour, and at once when something changes.
@hours matter
@set [announce] speak = true
@set ladder = [{ tell = ["anna"], wait = "10m" }]
02:00  press Help button
02:00  == help raised
02:00  -> sms anna "Help button pressed"
02:00  -> says "I have heard you. I am texting Anna. (heard, en-GB)"
02:10  -> sms anna "Nobody has answered"
02:10  -> says "Still trying. I am asking Anna again. (still trying, en-GB)"
02:20  -> sms anna "Nobody has answered"
02:20  -> says "Still trying. I am asking Anna again. (still trying, en-GB)"
02:30  -> sms anna "Nobody has answered"
02:30  -> says "Still trying. I am asking Anna again. (still trying, en-GB)"
02:40  -> sms anna "Nobody has answered"
02:45  press Help button
02:45  -> says "I have heard you again. I keep asking for help. (heard, en-GB)"
02:50  -> sms anna "Nobody has answered"
03:00  -> sms anna "Nobody has answered"
03:00  -> says "Still trying. I am asking Anna again. (still trying, en-GB)"
03:10  -> sms anna "Nobody has answered"
03:15  anna replies "1"
03:15  == help acknowledged
03:15  -> sms anna "Thank you"
03:15  -> says "Anna is coming, in about ten minutes. (coming, en-GB)"
03:20  anna replies "2"
03:20  == help raised
03:20  -> sms anna "Nobody has answered"
03:20  -> says "Still trying. I am asking Anna again. (still trying, en-GB)"
03:30  -> sms anna "Nobody has answered"
03:30  -> says "Still trying. I am asking Anna again. (still trying, en-GB)"
03:40  -> sms anna "Nobody has answered"
03:45  end
