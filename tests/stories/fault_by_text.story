# Anna texts that the pendant does not work: it saves life, so it is told at night, to her too, and Anna is thanked.
# A word that names no device changes nothing; the end is texted too.
@hours matter
22:00  anna replies "Fault stairlift"
22:00  -> sms anna "nothing was changed" "Reply FAULT and its name: Help button"
22:10  anna replies "FAULT pendant"
22:10  -> sms anna "thank you" "Mary S's help button is noted as not working" "Text FIXED Help button when it works."
22:10  -> sms anna "Anna says that Mary S's help button does not work" "Reply 1 if you will see to it"
22:10  -> sms mary "Anna says that Mary S's help button does not work" "It may not call for help"
22:10  == technical raised
22:12  anna replies "1"
22:30  anna replies "FIXED help button"
22:30  -> sms anna "noted as working again"
22:30  == technical closed (restored)
22:30  -> sms anna "Works again"
22:30  -> sms mary "Works again"
23:00  end
