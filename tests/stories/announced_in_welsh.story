# She speaks Welsh, and so does her house.
@set [announce] speak = true
@set [residents mary] language = "cy-GB"
10:00  press Help button
10:00  == help raised
10:00  -> sms anna "Help button pressed"
10:00  -> says "Rwyf wedi eich clywed. Rwy'n anfon neges destun at Anna. (heard, cy-GB)"
10:01  anna replies "1 8"
10:01  -> sms anna "Thank you."
10:01  == help travelling
10:01  -> says "Mae Anna yn dod, ymhen tua deg munud. (coming, cy-GB)"
10:20  anna replies "all ok"
10:20  == help closed (helped)
10:20  -> says "Mae popeth yn iawn. Ni ofynnir i neb arall. (well, cy-GB)"
11:00  end
