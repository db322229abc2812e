# Only Anna is on the list. She rang 999 from where she is: nobody else could be asked, so she has it, and is asked.
@settings pendant_only.toml
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:01  anna replies "rang 999"
10:01  -> sms anna "Thank you. Mary S" "Reply 3 when you are there"
10:01  == help acknowledged
10:16  -> sms anna "Are you still going to Mary S"
10:17  anna replies "1"
10:20  anna replies "ambulance is here"
10:20  == help with_resident
10:40  anna replies "taken to hospital"
10:40  == help closed (taken to hospital)
11:30  end
