# A motion sensor that does not answer is told in decent hours, and so is its return.
10:00  Kitchen motion goes offline
10:11:30  == technical raised
10:11:30  -> sms anna "Kitchen motion has not been heard since"
10:40  Kitchen motion goes online
10:40  Kitchen motion is heard
10:41:30  == technical closed (restored)
10:41:30  -> sms anna "works again"
12:00  end
