# Somebody took the smoke alarm down at night: that saves life, so it is told at once, to her too.
@hours matter
23:00  Smoke alarm says tamper on
23:00  == technical raised
23:00  -> sms anna "Smoke alarm was opened or taken down" "Reply 1 if you will see to it"
23:00  -> sms mary "Smoke alarm was opened or taken down"
23:05  anna replies "1"
23:40  Smoke alarm says tamper off
23:41:30  == technical closed (restored)
23:41:30  -> sms anna "works again"
23:41:30  -> sms mary "works again"
23:59  end
