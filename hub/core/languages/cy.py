"""Welsh (Cymraeg), as the Welsh NHS or a council's telecare service would text it: plain, polite, to "chi".

A NATIVE SPEAKER MUST REVIEW THIS FILE BEFORE LIVE USE: it was written with care, and read by nobody whose first
language it is. Letters that GSM-7 lacks (â, ô, ŵ, ŷ) are sent without their hats. Sentences are turned so that no name
need mutate, no person need be "he" or "she", and no number needs a plural.
"""

from hub.core.languages import ReplyWords

TEXTS: dict[str, str] = {
    # the text that asks somebody to go
    "RING 999 FIRE.": "FFONIWCH 999: TÂN.",
    "Nobody has answered.": "Does neb wedi ateb.",
    "Ring 999 if you cannot be sure.": "Ffoniwch 999 os nad ydych yn siŵr.",
    "Ring 999.": "Ffoniwch 999.",
    "999 was called; somebody must be there.": "Ffoniwyd 999; rhaid i rywun fod yno.",
    "999 called.": "Ffoniwyd 999.",
    "Reply 1 if you are going, 2 if you cannot.": "Atebwch 1 os ydych yn mynd, 2 os na allwch.",
    "Reply 1 if you will see to it, 2 if you cannot.": "Atebwch 1 i ddelio â hyn, 2 os na allwch.",
    "Reply 1 going, 2 cannot.": "Atebwch 1 mynd, 2 methu.",
    "Reply 1 I'll see to it, 2 cannot.": "Atebwch 1 fe wna i, 2 methu.",
    "{names} is asked at {time}": "nesaf am {time}: {names}",
    "{names} are asked at {time}": "nesaf am {time}: {names}",
    "{names} and {last}": "{names} a {last}",
    "{names} and {vowel}": "{names} ac {vowel}",
    "the centre": "y ganolfan",
    # what happened
    "Help button pressed": "Gwasgwyd botwm cymorth",
    "Possible fall": "Cwymp posibl",
    "Smoke alarm": "Larwm mwg",
    "Carbon monoxide alarm": "Larwm carbon monocsid",
    "Gas alarm": "Larwm nwy",
    "Heat alarm": "Larwm gwres",
    "Water leak": "Dŵr yn gollwng",
    "No movement": "Dim symudiad",
    "In one room only": "Mewn un ystafell yn unig",
    "Out at night": "Allan yn y nos",
    "Not back home": "Heb ddod adref",
    "Out of bed at night": "Allan o'r gwely yn y nos",
    "Wandering inside at night": "Crwydro yn y tŷ yn y nos",
    "Home very cold": "Y cartref yn oer iawn",
    "Home very hot": "Y cartref yn boeth iawn",
    "Home cold": "Y cartref yn oer",
    "Home hot": "Y cartref yn boeth",
    "Home damp": "Y cartref yn llaith",
    "Appliance left on": "Peiriant wedi'i adael ymlaen",
    "Not used as usual": "Heb ei ddefnyddio fel arfer",
    "Bathroom at night": "Ystafell ymolchi yn y nos",
    "Up and about at night": "Ar ddi-hun ac ar grwydr yn y nos",
    "Care visit missed": "Ymweliad gofal wedi'i golli",
    "Alarm equipment not working": "Offer larwm ddim yn gweithio",
    "Change of routine": "Newid yn y drefn",
    "News": "Newyddion",
    "Movement while away": "Symudiad tra oddi cartref",
    "Equipment": "Offer",
    "Care visit not seen": "Ni welwyd yr ymweliad gofal",
    # care visits
    "Reply 1 if somebody comes, 2 if it was made.": "Atebwch 1 os daw rhywun, 2 os bu'r ymweliad.",
    "Reply 1 comes, 2 was made.": "Atebwch 1 daw, 2 bu.",
    "not understood, nothing was changed.": "heb ei ddeall, ni newidiwyd dim.",
    "thank you. Noted: somebody comes to {name}.": "diolch. Nodwyd: daw rhywun at {name}.",
    "Reply 2 if {visit} was made.": "Atebwch 2 os bu {visit}.",
    "the visit was made": "bu'r ymweliad",
    "the visit was missed": "collwyd yr ymweliad",
    "the visit was not seen": "ni welwyd yr ymweliad",
    "{name} ({time}-{time2}) could not be seen: {reason}": "ni ellid gweld {name} ({time}-{time2}): {reason}",
    "{name} ({time}-{time2}) not seen by {time3}": "ni welwyd {name} ({time}-{time2}) erbyn {time3}",
    "{name} may have come, but {name2} is there for a visit": "efallai y bu {name}, ond mae {name2} yno ar ymweliad",
    "{name} came at {time}: {reason}": "daeth {name} am {time}: {reason}",
    "others move here, {device} used at {time}": "mae eraill yn symud yma, defnyddiwyd {device} am {time}",
    "{device} used at {time}, movement in {room} and {room2}, nobody seen to leave": (
        "defnyddiwyd {device} am {time}, symudiad yn {room} a {room2}, ni welwyd neb yn gadael"
    ),
    "{device} used at {time}, movement in {room} and {room2}": (
        "defnyddiwyd {device} am {time}, symudiad yn {room} a {room2}"
    ),
    "{device} was near for {span} only, at {time}": "bu {device} gerllaw am {span} yn unig, am {time}",
    "{device} was near": "roedd {device} gerllaw",
    "no word from {device}": "dim gair gan {device}",
    "the hub was off {time}-{time2}": "roedd yr hyb i ffwrdd {time}-{time2}",
    "not watched until {time}": "heb wylio tan {time}",
    "whoever came has gone": "mae pwy bynnag ddaeth wedi mynd",
    "nobody has said whether it was made": "does neb wedi dweud a fu'r ymweliad",
    "{name} says that somebody comes": "mae {name} yn dweud y daw rhywun",
    # what is asked of whoever has it
    "Are you still going to {name}?": "Ydych chi'n dal i fynd at {name}?",
    "Are you still with {name}?": "Ydych chi'n dal gyda {name}?",
    "Reply 1 if you are, 2 if you cannot, 3 when you are there.": (
        "Atebwch 1 os ydych, 2 os na allwch, 3 pan fyddwch yno."
    ),
    "Reply 3 if you are, ALL OK when it is over.": "Atebwch 3 os ydych, POPETH YN IAWN pan fydd ar ben.",
    "In {minutes} min others are asked again.": "Mewn {minutes} munud gofynnir eto i eraill.",
    # thanks to whoever has just taken it
    "Thank you.": "Diolch.",
    "Reply 3 when you are there.": "Atebwch 3 pan fyddwch yno.",
    "Reply 3 when you are there, KEY for how to get in.": "Atebwch 3 pan fyddwch yno, ALLWEDD am sut i fynd i mewn.",
    "Reply ALL OK when it is over.": "Atebwch POPETH YN IAWN pan fydd ar ben.",
    "Reply KEY for how to get in, ALL OK when it is over.": (
        "Atebwch ALLWEDD am sut i fynd i mewn, POPETH YN IAWN pan fydd ar ben."
    ),
    "deaf": "byddar",
    "hard of hearing": "trwm y clyw",
    "blind": "dall",
    "partially sighted": "golwg rhannol",
    "oxygen": "ocsigen",
    "dog": "ci",
    "wheelchair": "cadair olwyn",
    "walking frame": "ffrâm gerdded",
    "speaks Welsh": "yn siarad Cymraeg",
    "speaks English": "yn siarad Saesneg",
    # the chain after "I've got it"
    "Are you with {name}?": "Ydych chi gyda {name}?",
    "Reply 3 if you are, 1 if you are still on the way, 2 if you cannot.": (
        "Atebwch 3 os ydych, 1 os ydych ar y ffordd, 2 os na allwch."
    ),
    "Has the ambulance come to {name}?": "Ydy'r ambiwlans wedi dod at {name}?",
    "Reply 3 if you still wait, ALL OK or TAKEN TO HOSPITAL if it is over.": (
        "Atebwch 3 os nad yw, POPETH YN IAWN neu AETH I'R YSBYTY os yw ar ben."
    ),
    "In {minutes} min others are asked.": "Mewn {minutes} munud gofynnir i eraill.",
    "Reply 3 if you are.": "Atebwch 3 os ydych.",
    "Reply 3 if you are, 1 if not yet.": "Atebwch 3 os ydych, 1 os nad eto.",
    "At {time} others are asked again.": "Am {time} gofynnir eto i eraill.",
    "999 is noted. Are you with {name}?": "Nodwyd 999. Ydych chi gyda {name}?",
    "Reply 3 if you are, 1 if you are going. Until then others are asked.": (
        "Atebwch 3 os ydych, 1 os ydych yn mynd. Tan hynny gofynnir i eraill."
    ),
    "it is still open. Only who is at the door can say NO ACCESS.": (
        "mae'n dal ar agor. Dim ond y sawl sydd wrth y drws all ddweud DIM MYNEDIAD."
    ),
    "Reply 3 if you are there, ALL OK when it is over.": "Atebwch 3 os ydych yno, POPETH YN IAWN pan fydd ar ben.",
    "{name} asks you to take over.": "{name} yn gofyn i chi gymryd drosodd.",
    "Reply 1 if you will, 2 if you cannot.": "Atebwch 1 os gwnewch, 2 os na allwch.",
    "You still have it.": "Chi sy'n gyfrifol o hyd.",
    "nothing was changed. Only who has it can hand it over.": (
        "ni newidiwyd dim. Dim ond y sawl sy'n gyfrifol all ei drosglwyddo."
    ),
    "nothing was changed. To whom? Reply GIVE TO and a name:": "ni newidiwyd dim. I bwy? Atebwch RHOI I ac enw:",
    # a text that was written too early
    "still open: there was news at {time}, after you wrote.": (
        "yn dal ar agor: bu newyddion am {time}, ar ôl i chi ysgrifennu."
    ),
    "still open: {what}.": "yn dal ar agor: {what}.",
    "nobody was told of this text. If you need help, press your button or ring 999.": (
        "ni ddywedwyd wrth neb am y neges hon. Os oes angen help, gwasgwch eich botwm neu ffoniwch 999."
    ),
    "Reply ALL OK if it is over, 1 if you are going.": "Atebwch POPETH YN IAWN os yw ar ben, 1 os ydych yn mynd.",
    # how to get in
    "Street door": "Drws y stryd",
    "Key safe": "Blwch allwedd",
    "Dog": "Ci",
    "Oxygen": "Ocsigen",
    "code {code}": "cod {code}",
    "code unknown": "cod anhysbys",
    "only who is going is told how to get in.": "dim ond y sawl sy'n mynd sy'n cael gwybod sut i fynd i mewn.",
    "{name} has it.": "{name} sy'n gyfrifol.",
    "Reply 1 first if you are going.": "Atebwch 1 yn gyntaf os ydych yn mynd.",
    "nothing is noted about how to get in. If life is at risk, ring 999.": (
        "nid oes dim wedi'i nodi am sut i fynd i mewn. Os oes perygl i fywyd, ffoniwch 999."
    ),
    "please delete the texts that say how to get in.": "dilëwch y negeseuon sy'n dweud sut i fynd i mewn.",
    # the end
    "closed: {outcome}, says {name}.": "ar ben: {outcome}, yn ôl {name}.",
    "closed: {outcome}.": "ar ben: {outcome}.",
    "helped, all well now": "wedi cael help, popeth yn iawn nawr",
    "spoke to them": "wedi siarad â nhw",
    "Thank you. Somebody who can be with {name} is still asked.": "Diolch. Gofynnir o hyd i rywun all fod gyda {name}.",
    "You will hear who goes.": "Cewch wybod pwy sy'n mynd.",
    "999 called": "wedi ffonio 999",
    "taken to hospital": "wedi mynd i'r ysbyty",
    "no access to the home": "methu mynd i mewn i'r cartref",
    "false alarm": "larwm ffug",
    "only a test": "prawf yn unig",
    "cancelled at home": "wedi'i ganslo gartref",
    "works again": "yn gweithio eto",
    "the family has been told": "mae'r teulu wedi cael gwybod",
    "moving about again": "yn symud o gwmpas eto",
    "service ended": "gwasanaeth wedi dod i ben",
    "over": "wedi gorffen",
    "this was closed by {name} at {time}: {outcome}.": "daeth hyn i ben am {time}, yn ôl {name}: {outcome}.",
    "this was closed at {time}: {outcome}.": "daeth hyn i ben am {time}: {outcome}.",
    "Nothing more to do.": "Dim byd arall i'w wneud.",
    "{clock} on {day} {month}": "{clock} ar {day} {month}",
    # notices
    "Reply 1 if you will see to it.": "Atebwch 1 os gallwch ddelio â hyn.",
    "It was: {what}.": "Y broblem oedd: {what}.",
    "It may not call for help. We have told your contacts.": (
        "Efallai na fydd yn galw am help. Rydym wedi dweud wrth eich cysylltiadau."
    ),
    # what somebody texts of a device
    "thank you. {device} is noted as working again": "diolch. Nodwyd bod {device} yn gweithio eto",
    "thank you. {device} is noted as not working; who can mend it is told.": (
        "diolch. Nodwyd nad yw {device} yn gweithio; dywedir wrth rywun all ei drwsio."
    ),
    "Text FIXED {name} when it works.": "Anfonwch TRWSIWYD {name} pan fydd yn gweithio.",
    "nothing was changed. Which one? Reply {word} and its name:": "ni newidiwyd dim. Pa un? Atebwch {word} a'i enw:",
    "FAULT": "NAM",
    "FIXED": "TRWSIWYD",
    "{device} was not noted as broken.": "Nid oedd nam wedi'i nodi ar {device}.",
    "Nothing was changed.": "Ni newidiwyd dim.",
    # what is held back for a while
    "{name} is away until {until}, says {by}. Smoke, gas and help buttons count as ever. Text {name} BACK when home.": (
        "{name} i ffwrdd tan {until}, yn ôl {by}. Mae mwg, nwy a botymau cymorth yn dal i gyfrif. Wedyn: {name} ADREF."
    ),
    "{name} is expected at home, and watched over as usual again.": (
        "disgwylir {name} gartref, a'r hwb yn gwylio fel arfer eto."
    ),
    "until when? Text {name} AWAY UNTIL FRIDAY, or {name} AWAY 3 DAYS. Nothing was changed.": (
        "tan pryd? Anfonwch {name} I FFWRDD 3 DIWRNOD, neu {name} I FFWRDD TAN 24/12. Ni newidiwyd dim."
    ),
    "{name} was not noted as away. Nothing was changed.": "nid oedd {name} wedi'i nodi fel i ffwrdd. Ni newidiwyd dim.",
    "that is too long, nothing was changed. {name} can be away for {days} days at the most.": (
        "mae hynny'n rhy hir, ni newidiwyd dim. Gall {name} fod i ffwrdd am {days} diwrnod ar y mwyaf."
    ),
    "news of batteries and the like waits until {until}. Alarms come as ever.": (
        "bydd newyddion am fatris ac ati yn aros tan {until}. Daw larymau fel arfer."
    ),
    "{name} is there for a visit": "mae {name} yno ar ymweliad",
    # the daily text
    "No alarm is open.": "Dim larwm ar agor.",
    "OPEN since {time}: {what}. {name} has it.": "AR AGOR ers {time}: {what}. {name} sy'n delio.",
    "OPEN since {time}: {what}. Nobody has it yet.": "AR AGOR ers {time}: {what}. Does neb yn delio eto.",
    "Perhaps, since {time}: {what}. It is not certain yet.": "Efallai, ers {time}: {what}. Nid yw'n sicr eto.",
    "To see to: {what}.": "I ddelio â: {what}.",
    "Noted as away: nobody is looked for.": "Wedi'i nodi i ffwrdd: ni chwilir am neb.",
    "The hub is being set up: nobody is looked for yet.": "Mae'r hwb yn cael ei osod: ni chwilir am neb eto.",
    "Not heard: {names}.": "Heb glywed: {names}.",
    "Not heard: {names} and {number} more.": "Heb glywed: {names} a {number} arall.",
    "A way out is down.": "Mae ffordd allan i lawr.",
    "The hub is not sure of the time.": "Nid yw'r hwb yn siŵr o'r amser.",
    "Movement at {time}.": "Symudiad am {time}.",
    "Movement at {time}, perhaps of others.": "Symudiad am {time}, gan eraill efallai.",
    "Last movement at the door, {time}: perhaps out.": "Symudiad olaf wrth y drws, {time}: allan efallai.",
    "No movement seen since {time}.": "Dim symudiad ers {time}.",
    "No movement was seen yet.": "Ni welwyd symudiad eto.",
    "All sensors are heard. Movement is not shown.": "Clywir pob synhwyrydd. Ni ddangosir symudiad.",
    "Yesterday's may not have come.": "Efallai na ddaeth un ddoe.",
    "Perhaps none came since {day} {month}.": "Efallai na ddaeth un ers {day} {month}.",
    "Next at {time}. If none by {late}, ring.": "Nesaf am {time}. Os na ddaw erbyn {late}, ffoniwch.",
    (
        "each day at {time} you get a text of how it is with {name}. If none comes by {late}, ring. "
        "Text DAILY OFF for no more."
    ): "bob dydd am {time} cewch neges am {name}. Os na ddaw erbyn {late}, ffoniwch. I beidio: DYDDIOL DIM MWY.",
    "you get no daily text any more. Text DAILY 9 to have one at 09:00.": (
        "ni chewch neges ddyddiol mwyach. Anfonwch DYDDIOL 9 i gael un am 09:00."
    ),
    "at what time each day? Text DAILY 9, or DAILY 18:30. Nothing was changed.": (
        "am faint o'r gloch? Anfonwch DYDDIOL 9, neu DYDDIOL 18:30. Ni newidiwyd dim."
    ),
    "you have no daily text. Nothing was changed.": "nid oes gennych neges ddyddiol. Ni newidiwyd dim.",
    "{number} things to see to.": "{number} peth i ddelio â nhw.",
    "And {number} more.": "A {number} arall.",
    # the monthly test
    "only a test, nobody needs help.": "prawf yn unig, nid oes angen help ar neb.",
    "Second try.": "Ail gynnig.",
    "Please reply OK, so that we know an alarm for {name} would reach you.": (
        "Atebwch IAWN, i ni wybod y byddai larwm ar gyfer {name} yn eich cyrraedd."
    ),
    "thank you, that works. Nothing more to do.": "diolch, mae'n gweithio. Dim byd arall i'w wneud.",
    "{name} has not answered the test of {time}; it was delivered": (
        "ni atebodd {name} y prawf am {time}; cyrhaeddodd y neges"
    ),
    "{name} has not answered the test of {time}; it may not have arrived": (
        "ni atebodd {name} y prawf am {time}; efallai na chyrhaeddodd y neges"
    ),
    # more than one incident, and replies that change nothing
    "{codes} and {number} more.": "{codes} a {number} arall.",
    "Reply 1 and the code if you are going.": "Atebwch 1 a'r cod os ydych yn mynd.",
    "nothing is open that this reply could be for. Nothing was changed. If help is needed, ring 999.": (
        "nid oes dim ar agor i'r ateb hwn. Ni newidiwyd dim. Os oes angen help, ffoniwch 999."
    ),
    "nothing was changed. Reply again with the code, such as 1 {code}.": (
        "ni newidiwyd dim. Atebwch eto gyda'r cod, fel 1 {code}."
    ),
    (
        "not understood, nothing was changed. Reply 1 if you are going, 2 if you cannot, 3 if you are there, "
        "ALL OK when it is over."
    ): (
        "heb ddeall, ni newidiwyd dim. Atebwch 1 os ydych yn mynd, 2 os na allwch, 3 os ydych yno, "
        "POPETH YN IAWN pan fydd ar ben."
    ),
    # what was pressed, and what a sensor says
    "Help button pressed: unknown device {device}: still on when first seen, last reported {time}": (
        "Gwasgwyd botwm cymorth: dyfais anhysbys {device}: ymlaen o hyd pan welwyd gyntaf, ddiwethaf am {time}"
    ),
    "Help button pressed: unknown device {device} at {time}, heard {time2}": (
        "Gwasgwyd botwm cymorth: dyfais anhysbys {device} am {time}, clywyd am {time2}"
    ),
    "Help button pressed: unknown device {device}": "Gwasgwyd botwm cymorth: dyfais anhysbys {device}",
    "{device} pressed: still on when first seen, last reported {time}": (
        "gwasgwyd {device}: ymlaen o hyd pan welwyd gyntaf, ddiwethaf am {time}"
    ),
    "{device} pressed at {time}, heard {time2}": "gwasgwyd {device} am {time}, clywyd am {time2}",
    "{device} pressed": "gwasgwyd {device}",
    "cancelled in the home with {device}": "wedi'i ganslo gartref gyda {device}",
    "{device} reports {hazard}: still on when first seen, last reported {time}": (
        "{device} yn canfod {hazard}: ymlaen o hyd pan welwyd gyntaf, ddiwethaf am {time}"
    ),
    "{device} reports {hazard} since {time}, heard {time2}": (
        "{device} yn canfod {hazard} ers {time}, clywyd am {time2}"
    ),
    "{device} reports {hazard} at {time}, heard {time2}": "{device} yn canfod {hazard} am {time}, clywyd am {time2}",
    "{device} reports {hazard}": "{device} yn canfod {hazard}",
    "{device} still on {span} after its test": "{device} yn dal ymlaen {span} ar ôl ei brawf",
    "{device} no longer reports {hazard}": "{device} ddim yn canfod {hazard} mwyach",
    "unknown device {name}": "dyfais anhysbys {name}",
    "late: the hub was off from {time} to {time2}": "hwyr: roedd yr hwb i ffwrdd rhwng {time} a {time2}",
    "smoke": "mwg",
    "carbon monoxide": "carbon monocsid",
    "gas": "nwy",
    "heat": "gwres",
    "water": "dŵr",
    "a fall": "cwymp",
    # what did not move, and what did
    "no movement since the watch began at {time} ({limit})": (
        "dim symudiad ers i'r hwb ddod ymlaen am {time} ({limit})"
    ),
    "no movement since {time} ({limit})": "dim symudiad ers {time} ({limit})",
    "{limit}, {span} of it unseen": "{limit}, {span} heb ei weld",
    "{span} of it unseen": "{span} ohono heb ei weld",
    "since {time}: may be stuck, or a faulty sensor": "ers {time}: yn gaeth, neu nam synhwyrydd",
    "since {time}: stuck, or a faulty sensor": "ers {time}: yn gaeth, neu nam synhwyrydd",
    "limit {span} after the night": "terfyn {span} ar ôl y nos",
    "limit {span} at night": "terfyn {span} yn y nos",
    "limit {span} after the door was used": "terfyn {span} ar ôl defnyddio'r drws",
    "limit {span}, usually {span2}": "terfyn {span}, fel arfer {span2}",
    "limit {span}": "terfyn {span}",
    "movement in {room} at {time}": "symudiad yn {room} am {time}",
    "{device} saw somebody at {time}, and nobody should be at home": (
        "gwelodd {device} rywun am {time}, ac ni ddylai neb fod gartref"
    ),
    "{device} opened at {time}, nobody seen inside for {span} after it": (
        "agorwyd {device} am {time}, ni welwyd neb i mewn am {span} wedyn"
    ),
    "{device} closed at {time}, nobody seen inside for {span} after it": (
        "caewyd {device} am {time}, ni welwyd neb i mewn am {span} wedyn"
    ),
    # the home itself
    "no room is above {number} degrees since {time}; {room}: {number2}": (
        "dim un ystafell dros {number} gradd ers {time}; {room}: {number2}"
    ),
    "no room is below {number} degrees since {time}; {room}: {number2}": (
        "dim un ystafell o dan {number} gradd ers {time}; {room}: {number2}"
    ),
    "{room} is below {number} degrees since {time}, now {number2}": (
        "{room}: o dan {number} gradd ers {time}, nawr {number2}"
    ),
    "{room} is above {number} degrees since {time}, now {number2}": (
        "{room}: dros {number} gradd ers {time}, nawr {number2}"
    ),
    "{room} is warm again: {number} degrees": "{room}: cynnes eto, {number} gradd",
    "{room} is cooler again: {number} degrees": "{room}: oerach eto, {number} gradd",
    "{room} is damp since {time}: humidity {number} % on average (limit {number2} %)": (
        "{room}: llaith ers {time}, lleithder {number} % ar gyfartaledd (terfyn {number2} %)"
    ),
    "{room} is drier again: humidity {number} % on average": "{room}: sychach eto, lleithder {number} % ar gyfartaledd",
    "{device} is on since {time}, nobody there since {time2}": ("{device}: ymlaen ers {time}, neb yno ers {time2}"),
    "{device} is on since {time}, for {span}": "{device}: ymlaen ers {time}, ers {span}",
    "{device} is off again": "{device}: wedi'i ddiffodd",
    "no use of {devices} by {time}, usually by {time2}": (
        "heb ddefnyddio {devices} erbyn {time}, fel arfer erbyn {time2}"
    ),
    "no use of {devices} by {time}": "heb ddefnyddio {devices} erbyn {time}",
    "{device} is used": "{device}: wedi'i ddefnyddio",
    # the night, and who is not back
    "up at {time}, nothing moves since {time2}": ("wedi codi am {time}, dim symudiad ers {time2}"),
    "up at {time}, only in this room since {time2}": ("wedi codi am {time}, dim ond yn yr ystafell hon ers {time2}"),
    "up at {time}, not back within {span}": "wedi codi am {time}, heb ddod yn ôl o fewn {span}",
    "back in bed at {time}": "yn ôl yn y gwely am {time}",
    "back in the bedroom at {time}": "yn ôl yn yr ystafell wely am {time}",
    "{number} visits to the bathroom last night, usually {number2}": (
        "ymweliadau â'r ystafell ymolchi neithiwr: {number}, fel arfer {number2}"
    ),
    "{number} visits to the bathroom last night": "ymweliadau â'r ystafell ymolchi neithiwr: {number}",
    "{number} changes of room in {span}": ("newid ystafell {number} gwaith mewn {span}"),
    "out since {time}, usually back within {span}": "allan ers {time}, fel arfer yn ôl o fewn {span}",
    "out since {time}, should be back by {time2}": "allan ers {time}, dylid bod yn ôl erbyn {time2}",
    "out since {time}, for over {span}": "allan ers {time}, ers dros {span}",
    "{device} saw somebody at {time}": "gwelodd {device} rywun am {time}",
    # devices
    "please press {device} once to test it (it calls as usual): not heard since {time}": (
        "gwasgwch {device} unwaith i'w brofi (bydd yn galw fel arfer): heb ei glywed ers {time}"
    ),
    "please test {device} once (it calls as usual): not heard since {time}": (
        "profwch {device} unwaith (bydd yn galw fel arfer): heb ei glywed ers {time}"
    ),
    "{device} has not been heard since {time}": "ni chlywyd {device} ers {time}",
    "{device}: zigbee2mqtt does not know it (removed, or never paired)": (
        "{device}: nid yw zigbee2mqtt yn ei adnabod (wedi'i dynnu, neu heb ei baru)"
    ),
    "{device} is heard again": "clywyd {device} eto",
    "{name} says that {device} does not work": "{name} yn dweud nad yw {device} yn gweithio",
    "{name} says that {device} works again": "{name} yn dweud bod {device} yn gweithio eto",
    "{device} has seen movement without a pause since {time}: may be faulty": (
        "mae {device} wedi gweld symudiad heb saib ers {time}: nam efallai"
    ),
    "{device} has opened or closed {number} times since {time}: may be faulty": (
        "mae {device} wedi agor neu gau {number} o weithiau ers {time}: nam efallai"
    ),
    "{device} is quiet again": "mae {device} yn dawel eto",
    "{device} says that it is faulty": "{device} yn dweud bod nam arno",
    "{device} says that it works again": "{device} yn dweud ei fod yn gweithio eto",
    "nothing has moved for {span} since {device} felt a fall at {time}": (
        "dim wedi symud ers {span}, wedi i {device} deimlo cwymp am {time}"
    ),
    "nothing has moved for {span} since {device} was dropped at {time}": (
        "dim wedi symud ers {span}, wedi gollwng {device} am {time}"
    ),
    "{device} has not moved for {span}; it felt a fall at {time}": (
        "nid yw {device} wedi symud ers {span}; teimlodd gwymp am {time}"
    ),
    "{device} has not moved for {span}; it was dropped at {time}": (
        "nid yw {device} wedi symud ers {span}; fe'i gollyngwyd am {time}"
    ),
    # how somebody's days have changed
    "{change}; also {also} and {also2}": "{change}; hefyd {also}, {also2}",
    "{change}; also {also}": "{change}; hefyd {also}",
    "the usual days have changed since {day}: please ask how things are": (
        "mae'r dyddiau arferol wedi newid ers {day}: holwch sut mae pethau"
    ),
    "up at night about {number} times, usually {number2}, since {day}": (
        "codi yn y nos: tua {number} gwaith, {number2} fel arfer, ers {day}"
    ),
    "gets up at about {time}, usually {time2}, since {day}": "codi tua {time}, {time2} fel arfer, ers {day}",
    "rests about {span} a night, usually {span2}, since {day}": (
        "gorffwys tua {span} y nos, {span2} fel arfer, ers {day}"
    ),
    "moves about {number} % less than usual since {day}": "symud tua {number} % yn llai nag arfer ers {day}",
    "goes out about {number} % less than usual since {day}": "mynd allan tua {number} % yn llai nag arfer ers {day}",
    "is in the kitchen about {number} % less than usual since {day}": (
        "yn y gegin tua {number} % yn llai nag arfer ers {day}"
    ),
    "is in the bathroom about {number} % longer than usual since {day}": (
        "yn yr ystafell ymolchi tua {number} % yn hirach nag arfer ers {day}"
    ),
    "is restless at night about {number} % more than usual since {day}": (
        "yn aflonydd yn y nos tua {number} % yn fwy nag arfer ers {day}"
    ),
    "walks about {number} % slower than usual since {day}": "cerdded tua {number} % yn arafach nag arfer ers {day}",
    "has about {number} % fewer callers than usual since {day}": ("galwyr: tua {number} % yn llai nag arfer ers {day}"),
    "{day} {month}": "{day} {month}",
    "more often up at night": "codi'n amlach yn y nos",
    "less movement": "llai o symud",
    "less time out": "llai o amser allan",
    "less in the kitchen": "llai yn y gegin",
    "later up": "codi'n hwyrach",
    "longer nights": "nosweithiau hirach",
    "longer in the bathroom": "hirach yn yr ystafell ymolchi",
    "restless nights": "nosweithiau aflonydd",
    "slower walking": "cerdded yn arafach",
    "fewer callers": "llai o alwyr",
    "the fall was withdrawn at first": "tynnwyd y cwymp yn ôl i ddechrau",
    "the fall was cancelled at first": "canslwyd y cwymp i ddechrau",
    "{device} felt a fall at {time}, and has not moved since": (
        "teimlodd {device} gwymp am {time}; dim symudiad ers hynny"
    ),
    "{device} felt a fall at {time}: in its first week it calls nobody by itself": (
        "teimlodd {device} gwymp am {time}: yn ei wythnos gyntaf nid yw'n galw neb ei hun"
    ),
    "{device} felt a fall, and {device2} may have seen one": "teimlodd {device} gwymp, ac efallai i {device2} weld un",
    "{device} felt a fall, and {device2} saw one": "teimlodd {device} gwymp, a gwelodd {device2} un",
    "{device} reports a fall and {device2} felt a fall": "mae {device} yn canfod cwymp, a theimlodd {device2} gwymp",
    "movement in {room} and in {room2} since {device} felt a fall": (
        "symudiad yn {room} ac yn {room2} ers i {device} deimlo cwymp"
    ),
    "{device} felt a fall": "teimlodd {device} gwymp",
    "whoever wears {device} is upright and walks again": "mae gwisgwr {device} ar ei draed ac yn cerdded eto",
    "{device} has been worn {number} days: no alarm would have been raised. It now calls for help by itself": (
        "gwisgwyd {device} am {number} diwrnod: ni fyddai larwm wedi'i godi. Mae'n galw am gymorth ei hun bellach"
    ),
    "{device} has been worn {number} days: 1 alarm would have been raised. It now calls for help by itself": (
        "gwisgwyd {device} am {number} diwrnod: byddai 1 larwm wedi'i godi. Mae'n galw am gymorth ei hun bellach"
    ),
    "{device} has been worn {number} days: {number2} alarms would have been raised. It now calls for help by itself": (
        "gwisgwyd {device} am {number} diwrnod: byddai {number2} larwm wedi'u codi. Mae'n galw ei hun bellach"
    ),
    "{device} worn {number} days. Alarms: {number2}; would have been: {number3}. It now calls for help by itself": (
        "gwisgwyd {device} {number} diwrnod. Larymau: {number2}; a fyddai: {number3}. Mae'n galw ei hun bellach"
    ),
    "{device} has raised {number} false alarms in a week": "mae {device} wedi codi {number} larwm ffug mewn wythnos",
    "{device} has not been worn since {time}: it feels no fall": (
        "ni wisgwyd {device} ers {time}: nid yw'n teimlo cwymp"
    ),
    "{device} feels no fall: {reason}": "nid yw {device} yn teimlo cwymp: {reason}",
    "{device} feels falls again": "mae {device} yn teimlo cwympiadau eto",
    "the fall model can be used again": "gellir defnyddio'r model cwympo eto",
    "{device} is worn again": "mae {device} yn cael ei wisgo eto",
    "{device} was opened or taken down": "agorwyd {device} neu fe'i tynnwyd i lawr",
    "{device} is closed and in its place again": "{device} ar gau ac yn ôl yn ei le",
    "the battery of {device} is low ({number} %)": "batri {device} yn isel ({number} %)",
    "the battery of {device} is low": "batri {device} yn isel",
    "the battery of {device} is good again ({number} %)": "batri {device} yn iawn eto ({number} %)",
    "the battery of {device} is good again": "batri {device} yn iawn eto",
    "zigbee2mqtt does not know {devices} and {number} more": (
        "nid yw zigbee2mqtt yn adnabod {devices} a {number} arall"
    ),
    "zigbee2mqtt does not know {devices}": "nid yw zigbee2mqtt yn adnabod {devices}",
    "not heard all the time: {devices} and {number} more": "heb eu clywed drwy'r amser: {devices} a {number} arall",
    "not heard all the time: {devices}": "heb eu clywed drwy'r amser: {devices}",
    "not heard any more: {devices} and {number} more": "heb eu clywed mwyach: {devices} a {number} arall",
    "not heard any more: {devices}": "heb eu clywed mwyach: {devices}",
    "replaced by a new one": "un newydd wedi'i roi yn ei le",
    "taken out of the settings": "wedi'i dynnu o'r gosodiadau",
    "{resident}'s {use}": "{use} {resident}",
    "help button": "botwm cymorth",
    "fall device": "dyfais gwympo",
    "wearable": "dyfais wisgadwy",
    "tag": "tag",
    "motion": "synhwyrydd symud",
    "presence": "synhwyrydd presenoldeb",
    "door": "synhwyrydd drws",
    "exit door": "synhwyrydd drws allan",
    "window": "synhwyrydd ffenestr",
    "bed": "synhwyrydd gwely",
    "chair": "synhwyrydd cadair",
    "leak": "synhwyrydd gollwng",
    "temperature": "thermomedr",
    "fridge": "oergell",
    "kettle": "tegell",
    "cooker": "popty",
    "plug": "plwg",
    "medication": "blwch moddion",
    "vibration": "synhwyrydd dirgrynu",
    "light": "golau",
    "siren": "seiren",
    "other": "dyfais",
    # links, ways out, and the hub itself
    "{because}; no other way out is left": "{because}; nid oes ffordd arall allan",
    "{because}; texts leave by {name} now": "{because}; anfonir negeseuon testun drwy {name} nawr",
    "{trouble}, since {time} ({reason})": "{trouble}, ers {time} ({reason})",
    "{trouble}, since {time}": "{trouble}, ers {time}",
    "the broker cannot be reached, so none of its sensors is heard": (
        "ni ellir cyrraedd y brocer, felly ni chlywir dim un o'i synwyryddion"
    ),
    "zigbee2mqtt is not running, so no Zigbee sensor is heard": (
        "nid yw zigbee2mqtt yn rhedeg, felly ni chlywir dim un synhwyrydd Zigbee"
    ),
    "nothing is heard from Zigbee": "ni chlywir dim gan Zigbee",
    "zigbee2mqtt runs: unplug its stick, plug it in again": (
        "mae zigbee2mqtt yn rhedeg: tynnwch ei ffon USB allan, a'i rhoi yn ôl"
    ),
    "the Bluetooth radio does not work, so no Bluetooth device is heard": (
        "nid yw'r radio Bluetooth yn gweithio, felly ni chlywir dim un ddyfais Bluetooth"
    ),
    "Home Assistant is not running, so none of its sensors is heard": (
        "nid yw Home Assistant yn rhedeg, felly ni chlywir dim un o'i synwyryddion"
    ),
    "the centre cannot be reached": "ni ellir cyrraedd y ganolfan",
    "nobody is listening at the centre": "nid oes neb yn gwrando yn y ganolfan",
    "texts cannot be sent": "ni ellir anfon negeseuon testun",
    "the broker is reached again": "gellir cyrraedd y brocer eto",
    "zigbee2mqtt is running again": "mae zigbee2mqtt yn rhedeg eto",
    "Zigbee is heard again": "clywir Zigbee eto",
    "the Bluetooth radio works again": "mae'r radio Bluetooth yn gweithio eto",
    "Home Assistant is running again": "mae Home Assistant yn rhedeg eto",
    "the centre is reached again": "gellir cyrraedd y ganolfan eto",
    "the centre is listening again": "mae'r ganolfan yn gwrando eto",
    "texts can be sent again": "gellir anfon negeseuon testun eto",
    # providers of texts
    "texts by {name} cannot be sent": "ni ellir anfon negeseuon testun drwy {name}",
    "texts by {name} can be sent again": "gellir anfon negeseuon testun drwy {name} eto",
    "{name} has credit enough": "mae digon o gredyd gan {name}",
    "{name} takes texts again": "mae {name} yn derbyn negeseuon testun eto",
    "nothing is left at Twilio ({reason})": "nid oes credyd ar ôl yn Twilio ({reason})",
    "only {name} is left at Twilio": "dim ond {name} sydd ar ôl yn Twilio",
    "the Twilio account has no credit": "nid oes credyd yn y cyfrif Twilio",
    "the Twilio account is not active (often: no credit)": "nid yw'r cyfrif Twilio yn weithredol (yn aml: dim credyd)",
    "the Twilio account is not active": "nid yw'r cyfrif Twilio yn weithredol",
    "the Twilio account is suspended (often: no credit)": "mae'r cyfrif Twilio wedi'i atal (yn aml: dim credyd)",
    "the Twilio account has used up its texts for today": "mae'r cyfrif Twilio wedi defnyddio ei negeseuon am heddiw",
    "the text costs more than the account allows": "mae'r neges yn costio mwy nag y mae'r cyfrif yn ei ganiatáu",
    "Twilio does not accept the account and token": "nid yw Twilio yn derbyn y cyfrif a'r tocyn",
    "Twilio does not let this account send": "nid yw Twilio yn gadael i'r cyfrif hwn anfon",
    "Twilio does not know this account": "nid yw Twilio yn adnabod y cyfrif hwn",
    "our own number is not one of this Twilio account any more": (
        "nid yw ein rhif ni yn perthyn i'r cyfrif Twilio hwn mwyach"
    ),
    "our own number does not belong to this Twilio account": "nid yw ein rhif ni yn perthyn i'r cyfrif Twilio hwn",
    "our own number is not registered with the carriers": "nid yw ein rhif ni wedi'i gofrestru gyda'r rhwydweithiau",
    "our own number cannot send texts": "ni all ein rhif ni anfon negeseuon testun",
    "our own number is not valid": "nid yw ein rhif ni yn ddilys",
    "our own number is missing": "mae ein rhif ni ar goll",
    "the messaging service does not exist": "nid yw'r gwasanaeth negeseuon yn bod",
    "the messaging service has no number": "nid oes rhif gan y gwasanaeth negeseuon",
    "GOV.UK Notify does not accept the API key": "nid yw GOV.UK Notify yn derbyn yr allwedd API",
    "GOV.UK Notify says that this hub's clock is wrong": "mae GOV.UK Notify yn dweud bod cloc yr hwb hwn yn anghywir",
    "GOV.UK Notify has sent as many texts as it may today": (
        "mae GOV.UK Notify wedi anfon cymaint o negeseuon ag y caiff heddiw"
    ),
    "GOV.UK Notify does not let this service send texts": (
        "nid yw GOV.UK Notify yn gadael i'r gwasanaeth hwn anfon negeseuon testun"
    ),
    "GOV.UK Notify does not know sender_id": "nid yw GOV.UK Notify yn adnabod sender_id",
    "GOV.UK Notify does not know the template": "nid yw GOV.UK Notify yn adnabod y templed",
    "GOV.UK Notify cannot use the template": "ni all GOV.UK Notify ddefnyddio'r templed",
    "the template at GOV.UK Notify is for {name}, not for texts": (
        "mae'r templed yn GOV.UK Notify ar gyfer {name}, nid negeseuon testun"
    ),
    "the template at GOV.UK Notify asks for more than ((body))": (
        "mae'r templed yn GOV.UK Notify yn gofyn am fwy na ((body))"
    ),
    "the template at GOV.UK Notify has no ((body))": "nid oes ((body)) yn y templed yn GOV.UK Notify",
    "the centre can be told again": "gellir dweud wrth y ganolfan eto",
    "texts cannot be sent ({reason})": "ni ellir anfon negeseuon testun ({reason})",
    "the centre cannot be told ({reason})": "ni ellir dweud wrth y ganolfan ({reason})",
    "{name}'s number refuses texts: {reason}": "mae rhif {name} yn gwrthod negeseuon testun: {reason}",
    "{name} can be texted again": "gellir anfon negeseuon testun at {name} eto",
    "calls cannot be made ({reason})": "ni ellir gwneud galwadau ffôn ({reason})",
    "calls can be made again": "gellir gwneud galwadau ffôn eto",
    "{name}'s number refuses calls: {reason}": "mae rhif {name} yn gwrthod galwadau: {reason}",
    "the detector {name} failed ({reason}) and was restarted": (
        "methodd y canfodydd {name} ({reason}) ac fe'i hailgychwynnwyd"
    ),
    "test asked for by {name}": "prawf ar gais {name}",
    # who does what
    "{name} is going too": "{name} yn mynd hefyd",
    "{name} is going": "{name} yn mynd",
    "{name} is on the way, {span}": "{name} ar y ffordd, {span}",
    "{name} is on the way": "{name} ar y ffordd",
    "{name} is there now": "{name} yno nawr",
    "{name} cannot go after all": "{name} ddim yn gallu mynd wedi'r cyfan",
    "{name} coordinates, but somebody must still go": "{name} yn cydlynu, ond rhaid i rywun fynd o hyd",
    "{name} has called 999, but somebody must still go": "{name} wedi ffonio 999, ond rhaid i rywun fynd o hyd",
    "{name} has called 999": "{name} wedi ffonio 999",
    "{because}, 999 called": "{because}, ffoniwyd 999",
    "{name} has it now and is on the way, {span}": "{name} sy'n gyfrifol nawr, ac ar y ffordd, {span}",
    "{name} has it now and is on the way": "{name} sy'n gyfrifol nawr, ac ar y ffordd",
    "{name} has it now and is there": "{name} sy'n gyfrifol nawr, ac yno",
    "{name} has it now, but somebody must still go": "{name} sy'n gyfrifol nawr, ond rhaid i rywun fynd o hyd",
    "{name} has it now": "{name} sy'n gyfrifol nawr",
    "{name} is asked": "gofynnwyd i {name}",
    "{name} cannot take it": "ni all {name} ei gymryd",
    "{name} has not answered": "ni atebodd {name}",
    "it is {name}'s already": "{name} sy'n gyfrifol yn barod",
    "{name} has no phone": "nid oes ffôn gan {name}",
    "{name} cannot be texted: {reason}": "ni ellir anfon neges at {name}: {reason}",
    "{name} cannot be called: {reason}": "ni ellir ffonio {name}: {reason}",
    "{name} will see to it": "bydd {name} yn delio â hyn",
    "{name} says that all is well": "{name} yn dweud bod popeth yn iawn",
    "{name} texted: all is well": "neges gan {name}: popeth yn iawn",
    "{name} texted: something; please ask them": "daeth neges gan {name}; holwch os gwelwch yn dda",
    "again: {because}": "eto: {because}",
    "it has happened again and {name} has not answered; others are asked again": (
        "digwyddodd eto, ac ni atebodd {name}; gofynnir eto i eraill"
    ),
    "it was pressed again and {name} has not answered; others are asked again": (
        "fe'i gwasgwyd eto, ac ni atebodd {name}; gofynnir eto i eraill"
    ),
    "{name} has not said whether they are still going; others are asked again": (
        "{name} heb ddweud eu bod yn dal i fynd; gofynnir eto i eraill"
    ),
    "the hub cannot speak in the home: espeak-ng is not installed": (
        "ni all yr hwb siarad yn y cartref: nid yw espeak-ng wedi'i osod"
    ),
    "the hub cannot speak in the home: the sound card takes nothing": (
        "ni all yr hwb siarad yn y cartref: nid yw'r cerdyn sain yn derbyn dim"
    ),
    "the hub cannot speak in the home: espeak-ng fails": "ni all yr hwb siarad yn y cartref: mae espeak-ng yn methu",
    "the hub can speak in the home again": "gall yr hwb siarad yn y cartref eto",
    "{name}: works again": "{name}: yn gweithio eto",
    "{name} does not work": "{name} ddim yn gweithio",
    "{name} works again": "{name} yn gweithio eto",
    "nobody checks this hub from outside: its auditor is not running": (
        "nid oes neb yn gwirio'r hwb o'r tu allan: nid yw'r archwiliwr yn rhedeg"
    ),
    "the auditor of this hub is running again": "mae archwiliwr yr hwb yn rhedeg eto",
    # what the auditor says of the hub (hub/audit/wording.py)
    "the hub has stopped": "nid yw'r hwb yn rhedeg",
    "the hub hangs": "mae'r hwb wedi rhewi",
    "the hub has not started": "nid yw'r hwb wedi cychwyn",
    "the hub keeps restarting": "mae'r hwb yn ailgychwyn o hyd",
    "the hub is stuck": "mae'r hwb yn sownd",
    "the hub does not go on": "nid yw'r hwb yn mynd ymlaen",
    "texts do not leave": "nid yw negeseuon yn gadael",
    "texts leave and do not arrive": "nid yw negeseuon yn cyrraedd",
    "{name} cannot be texted": "ni ellir anfon neges at {name}",
    "what the hub keeps cannot be read": "ni ellir darllen cof yr hwb",
    "the hub's disk is full": "mae disg yr hwb yn llawn",
    "its clock was wrong by {name}": "roedd ei gloc yn anghywir o {name}",
    "No alarm gets out of this home now. See that the hub has power, or ring whoever looks after it.": (
        "Nid oes larwm yn gadael nawr. Sicrhewch fod trydan i'r hwb, neu ffoniwch pwy sy'n gofalu amdano."
    ),
    "Do not rely on its alarms. Ring whoever looks after the hub.": (
        "Peidiwch â dibynnu ar ei larymau. Ffoniwch pwy sy'n gofalu am yr hwb."
    ),
    "Alarms still go out. Tell whoever looks after the hub.": (
        "Mae larymau'n gadael o hyd. Dywedwch wrth bwy sy'n gofalu am yr hwb."
    ),
    "An alarm goes to the others only. Ask for another number.": (
        "Aiff larwm at y lleill yn unig. Gofynnwch am rif arall."
    ),
    "{what} since {clock}.": "{what} ers {clock}.",
    "nobody has answered": "does neb wedi ateb",
    "{name} has it": "{name} sy'n delio ag ef",
    "{happened}, {answered}, and {what}.": "{happened}, {answered}, ac {what}.",
    "an alarm is open, and {what}.": "mae larwm ar agor, ac {what}.",
    "the hub works again.": "mae'r hwb yn gweithio eto.",
    "over.": "ar ben.",
    "It was: {what}, from {clock}.": "Y broblem oedd: {what}, o {clock}.",
    "Ring whoever looks after it.": "Ffoniwch pwy sy'n gofalu amdano.",
    "Ring them: nobody else is told now.": "Ffoniwch nhw: ni ddywedir wrth neb arall nawr.",
    "Ring them.": "Ffoniwch nhw.",
    "Nobody was told yet.": "Ni ddywedwyd wrth neb eto.",
    "Last told: {name} {clock}.": "Yr olaf i wybod: {name} {clock}.",
    "Also: {what}.": "Hefyd: {what}.",
    # lengths of time, and months
    "s": "eiliad",
    "min": "munud",
    "h": "awr",
    "days": "diwrnod",
    "Jan": "Ion",
    "Feb": "Chwef",
    "Mar": "Maw",
    "Apr": "Ebr",
    "May": "Mai",
    "Jun": "Meh",
    "Jul": "Gorff",
    "Aug": "Awst",
    "Sep": "Medi",
    "Oct": "Hyd",
    "Nov": "Tach",
    "Dec": "Rhag",
    # a telephone call
    "This is CareHub.": "Dyma CareHub.",
    "Press 1 if you are going. Press 2 if you cannot.": "Gwasgwch 1 os ydych yn mynd. Gwasgwch 2 os na allwch.",
    "Press 1 if you will see to it. Press 2 if you cannot.": (
        "Gwasgwch 1 i ddweud y byddwch yn delio â hyn. Gwasgwch 2 os na allwch."
    ),
    "Press 1 if you will. Press 2 if you cannot.": "Gwasgwch 1 os gwnewch. Gwasgwch 2 os na allwch.",
    "Press 1 if you are. Press 2 if you cannot.": "Gwasgwch 1 os ydych. Gwasgwch 2 os na allwch.",
    "Press 1 if you are. Press 2 if you cannot stay.": "Gwasgwch 1 os ydych. Gwasgwch 2 os na allwch aros.",
    "Ring 9 9 9 and ask for the fire brigade.": "Ffoniwch 9 9 9 a gofynnwch am y frigâd dân.",
    "Nobody has answered yet.": "Does neb wedi ateb eto.",
    "This alarm comes late.": "Mae'r larwm hwn yn hwyr.",
    "There is another alarm too.": "Mae larwm arall hefyd.",
    "There are {number} other alarms too.": "Mae {number} larwm arall hefyd.",
    "It has happened again: {what}.": "Mae wedi digwydd eto: {what}.",
    "This was over at {time}.": "Daeth hyn i ben am {time}.",
    "You need not go. There is nothing more to do.": "Nid oes angen i chi fynd. Does dim byd arall i'w wneud.",
    "This is only a test.": "Prawf yn unig yw hwn.",
    "Press 1 to say that you have heard it.": "Gwasgwch 1 i ddweud eich bod wedi ei glywed.",
    "To hear how to get in, press 4.": "I glywed sut i fynd i mewn, gwasgwch 4.",
    "Press 1 to hear how to get in.": "Gwasgwch 1 i glywed sut i fynd i mewn.",
    "Please keep no note of it once it is over.": "Peidiwch â chadw nodyn ohono wedi i hyn ddod i ben.",
    "hash": "hash",
    "star": "seren",
    "somebody": "rhywun",
    "at {time}": "am {time}",
    "noticed at {time}": "sylwyd am {time}",
    "midnight": "hanner nos",
    "12 noon": "hanner dydd",
    "{hour} o'clock": "{hour} o'r gloch",
    "{time} in the morning": "{time} y bore",
    "{time} in the afternoon": "{time} y prynhawn",
    "{time} in the evening": "{time} yr hwyr",
    "{time} at night": "{time} y nos",
    # a contact card
    "CareHub for {name}": "CareHub i {name}",
    "Alarms come from here. Let this contact ring and show its texts when your phone is silenced.": (
        "Daw larymau o'r fan hon. Gadewch i'r cyswllt hwn ganu a dangos ei negeseuon pan fydd y ffôn wedi'i ddistewi."
    ),
    "All is well.": "Mae popeth yn iawn.",
    "I have heard you.": "Rwyf wedi eich clywed.",
    "I have heard you again.": "Rwyf wedi eich clywed eto.",
    "Still trying.": "Yn dal i geisio.",
    "Are you all right, {name}?": "Ydych chi'n iawn, {name}?",
    "Are you all right?": "Ydych chi'n iawn?",
    "In {seconds} seconds I will ask for help.": "Ymhen {seconds} eiliad byddaf yn gofyn am help.",
    "In {minutes} minutes I will ask for help.": "Ymhen {minutes} munud byddaf yn gofyn am help.",
    "If all is well, press cancel on your button.": "Os yw popeth yn iawn, pwyswch canslo ar eich botwm.",
    "Or move about the home.": "Neu symudwch o gwmpas y cartref.",
    "{name}, are you all right? I have not seen you move for long.": (
        "{name}, ydych chi'n iawn? Nid wyf wedi eich gweld yn symud ers amser."
    ),
    "{name}, are you all right? For long I have seen you in one room only.": (
        "{name}, ydych chi'n iawn? Rwyf wedi'ch gweld mewn un ystafell yn unig."
    ),
    "Reply OK if you are.": "Atebwch OK os ydych.",
    "At {time} I ask somebody to look in.": "Am {time} gofynnaf i rywun alw heibio.",
    "If all is well, send me a text that says OK.": "Os yw popeth yn iawn, anfonwch neges destun ataf yn dweud OK.",
    "I am asking for help now.": "Rwy'n gofyn am help nawr.",
    "I am looking for somebody to ask.": "Rwy'n chwilio am rywun i'w holi.",
    "I am texting {names}.": "Rwy'n anfon neges destun at {names}.",
    "I am asking {names}.": "Rwy'n gofyn i {names}.",
    "I keep asking for help.": "Rwy'n dal i ofyn am help.",
    "I am asking {names} again.": "Rwy'n gofyn eto i {names}.",
    "I am now asking {names}.": "Rwy'n gofyn nawr i {names}.",
    "{name} is coming.": "Mae {name} yn dod.",
    "I have asked for help already.": "Rwyf wedi gofyn am help yn barod.",
    "Please tell whoever answers that all is well.": "Dywedwch wrth bwy bynnag sy'n ateb fod popeth yn iawn.",
    "{name} is coming. It will take more than an hour.": "Mae {name} yn dod. Bydd yn cymryd mwy nag awr.",
    "{name} is coming, in about {time}.": "Mae {name} yn dod, ymhen tua {time}.",
    "{name} knows.": "Mae {name} yn gwybod.",
    "I am still looking for somebody who can come.": "Rwy'n dal i chwilio am rywun a all ddod.",
    "{name} has rung 999.": "Mae {name} wedi ffonio 999.",
    "Nobody else is asked.": "Ni ofynnir i neb arall.",
    "Cancelled.": "Wedi canslo.",
    "Nobody was asked.": "Ni ofynnwyd i neb.",
    "Test: your button was heard.": "Prawf: clywyd eich botwm.",
    "If you need help, press it again.": "Os oes angen help arnoch, pwyswch ef eto.",
    "Test: {device} was heard.": "Prawf: clywyd {device}.",
    "Test: it was heard.": "Prawf: fe'i clywyd.",
    "others": "eraill",
    "the care centre": "y ganolfan ofal",
    "five minutes": "pum munud",
    "ten minutes": "deg munud",
    "a quarter of an hour": "chwarter awr",
    "twenty minutes": "ugain munud",
    "half an hour": "hanner awr",
    "three quarters of an hour": "tri chwarter awr",
    "an hour": "awr",
}
"""In the order in which the texts are in hub/core: wording.py, then sentences.py."""

_HER = "(?:hi|ef|fe|e|fo|nhw|mam|dad|tad|nain|taid|mamgu|mam gu|tadcu|tad cu|anti)"
_WITH = "(?:a|ac|gyda|gydag|gyda'r|gan|efo|hefo)"
_I_AM = "(?:(?:dw i|dwi|rwy|rwyf|rydw i|wi|fi|ni|rydyn ni|dyn ni|dan ni|da ni)(?:'n| yn|n)?)"
_I = rf"(?:(?:iawn|ok|okay|ie|do|helo|shwmae|haia|nawr|rwan|hefyd|newydd|diolch|{_I_AM}) )*"
"""What may stand before what the sender does: nobody but the sender."""
_WHERE = (
    r"(?: (?:nawr|rwan|yno|draw|hefyd|yn syth|syth|ar unwaith|diolch|i mewn|ati|ato|atyn nhw|ati hi|ato fe|ato fo"
    rf"|at {_HER}|i'w (?:gweld|weld|helpu)|i (?:weld|helpu)(?: {_HER})?"
    r"|(?:mewn |ymhen )?(?:tua )?\d{1,3}(?: ?(?:m|min|mun|munud|funud|munudau))?))*"
)
"""Where somebody goes who answers an alarm, and when. To bed, home or to work is no answer."""
_WHY_NOT = (
    r"(?: (?:mynd|dod|helpu|gwneud)(?! (?:i mewn|o hyd|adref|adre|yn ol)\b)(?: .*)?"
    r"| (?:sori|heddiw|heno|nawr|rwan|ar hyn o bryd|y tro hwn|yn anffodus|mae'n (?:ddrwg|flin).*))?"
)
"""What somebody cannot do who cannot go. Who cannot get in, hear or find somebody is already there."""

REPLIES = ReplyWords(
    ends=(
        (
            (
                r"(?<!\bi )(?<!dwi )(?<!rwyf )(?<!rwy )(?<!\bwi )(?<!\bfi )"
                "(?:wedi mynd|wedi ei (?:chymryd|gymryd)|wedi'i (?:chymryd|gymryd)|aeth|aethpwyd a hi) i'r ysbyty"
                "|(?:mae'r |yr )?ambiwlans wedi mynd a (?:hi|fe|fo|mam|dad)"
            ),
            "taken to hospital",
        ),
        (
            (
                "dim mynediad|methu (?:a )?(?:mynd|dod|cael) i mewn|ffaelu (?:mynd|dod|cael) i mewn"
                "|(?:alla|gallaf|fedra) i ddim (?:mynd|dod|cael) i mewn|dim ateb (?:wrth|yn) y drws"
            ),
            "no access",
        ),
        ("larwm ffug|camrybudd", "false alarm"),
        (rf"wedi (?:siarad|sgwrsio) {_WITH} {_HER}|(?:siaradais|sgwrsiais)(?: i)? {_WITH} {_HER}", "spoke to them"),
        (
            (
                "(?:popeth|pob peth) yn (?:iawn|ok|oce|dda)|(?:mae|ma) (?:hi|e|ef|fe|fo)(?:'n| yn) (?:iawn|ok|oce)"
                "|(?:mae|ma) mam(?:'n| yn) (?:iawn|ok|oce)"
            ),
            "helped",
        ),
    ),
    here=(
        rf"{_I}(?:(?:yma|yno) (?:nawr|rwan)|wedi cyrraedd|{_I_AM} (?:yma|yno)"
        rf"|{_I_AM} (?:gyda|gydag|efo|hefo) {_HER}|(?:gyda|gydag|efo|hefo) {_HER})(?: .*)?"
    ),
    on_the_way=rf"{_I}ar (?:fy|y|ein) ffordd(?: i)?(?P<rest>(?: .*)?)",
    elsewhere=rf"(?!{_WHERE}$).*",
    going=(rf"{_I}(?:mynd|dod|am fynd|(?:fe |mi )?(?:af|ddof|ddo|a|wna) i|fe ai|mi ai|af|dof)(?P<rest>(?: .*)?)"),
    going_where=_WHERE,
    cannot=(
        r"(?P<who>.*?)\b(?:(?:(?:alla|allaf|fedra|gallaf) i ddim|allai ddim|allwn ni ddim|(?:na|ni) allaf(?: i)?"
        r"|methu(?: a)?|ffaelu|(?:ddim yn|sai'n|smo fi'n|so fi'n) (?:gallu|medru))"
        rf"{_WHY_NOT}|(?:ddim yn|sai'n|smo fi'n|so fi'n) (?:mynd|dod)(?! i\b)(?: .*)?)"
    ),
    myself=(
        r"(?:(?:sori|na|ok|iawn|helo|yn anffodus|mae'n (?:wir )?(?:ddrwg|flin) (?:iawn )?(?:gen i|gyda fi|da fi)"
        rf"|{_I_AM})(?: |$))*"
    ),
    negated=(
        r"\b(?:ddim|dim|na|nac|nad|nid|neb|byth|heb|methu|ffaelu|sai|sai'n|smo|nage|naddo|nagoes|dydy|dydi|dyw|peidio"
        r"|paid|peidiwch|(?:so|smo) (?:fi|ni|hi|e)(?:'n)?)\b"
        r"|(?<!dyn )(?<!dan )(?<!da )\bni\b(?!'n| yn\b| ar\b| yma\b| yno\b)"
    ),
    unsure=(
        r"\b(?:gobeithio|gobeithiaf|os|efallai|falle|ella|hwyrach|meddwl|credu|tybio|tybed|ond|oni|nes|pan|wedyn|yfory|fory"
        r"|bydd|byddaf|byddai|byddwn|fydd|fydda|fyddaf|fyddai|dylai|dylwn|ddylwn|hoffwn|moyn|eisiau|isio|angen|rhaid|rhywun"
        r"|pwy|chi|ti|gofyn|gofynnwch|holi|siwr|dweud|dwedwch|dywedwch|wybod|gwybod|plis|bron|oedd|roedd|edrych|gwirio|cyn"
        r"|ar ol|bod|fod|er|heblaw|aros|arhoswch|ymddangos|swnio)\b"
    ),
    asks=(
        r"(?:(?:ydy|ydi|yw|odi)(?:'r)?|oes|oedd|ydych|dych|wyt|ydyn|pwy|beth|pam|sut|ble|lle|pryd|faint|ga i|gaf i"
        r"|allwch|elli|gall|fydd|fyddi|fedri|fedrwch|wnewch|wnei|oni|onid"
        r"|a (?:yw|oes|ydy|ydi|ydych|fydd|oedd|oedden|wnaeth))(?![a-z'])"
    ),
    polite=r"(?:(?:plis|diolch|yn|fawr|iawn|ok|okay|ie|sori|hwyl|helo|shwmae|haia|x|xx|xxx)(?: |$))*",
    minutes=(r"(?:^| )(\d{1,3}) ?(?:m|min|mun|munud|funud|munudau)\b|^(?: ?mewn| ?ymhen| ?tua)* ?(\d{1,3})$"),
    # Sorted. What happened to somebody, where they lie and what hurts is not among them.
    beside_end=(
        "a ac adref arni arno at be botwm camgymeriad cartref da dad ddamwain diolch drwy dw dwi e "
        "ef efo ei eto fe fi fo fy gartref gwell gwely gyda gyda'r gydag hapus hefo helo hi hwyl i i'r iawn "
        "jyst ma mae mae'n mae'r mam mewn nain nan nawr newydd o oce ok paned pob popeth prawf pwyso rwan rwy "
        "rwy'n saff sori tad te thaid trwy wedi wedi'i wir wrth y yma yn yno yr"
    ),
    well=frozenset(
        {
            "iawn",
            "ok",
            "oce",
            "dwi'n iawn",
            "dw i'n iawn",
            "rwy'n iawn",
            "rwyn iawn",
            "wi'n iawn",
            "fi'n iawn",
            "dwi yn iawn",
        }
    ),
    ambulance=(
        "(?P<act>wedi (?:ffonio|galw)(?: am)? (?:999|ambiwlans|yr ambiwlans))"
        "|(?:ffoniais|galwais)(?: i)? 999|999 wedi'i (?:alw|ffonio)|aros am (?:yr )?ambiwlans"
        "|(?:mae'r |yr )?ambiwlans ar (?:y|ei) ffordd|(?P<crew>(?:mae'r |yr )?ambiwlans (?:yma|wedi cyrraedd))"
    ),
    caller=r"(?:.*\b(?:i|fi|ni|dwi|rwy|rwyf|rydw i|dw i|wi|rydyn ni))?(?:(?: |^)(?:hefyd|nawr|rwan|newydd))*",
    beside_act=r"(?:(?: |^)(?:hefyd|nawr|rwan|newydd|a|ac))*",
    reported="(?:meddai|dywedodd|dwedodd|dweud|dywed|ysgrifennodd)",
    myself_too=r"\b(?:i|fi|fy|ni|ein|dwi|rwy|rwyf|rydw|wi|rydyn|ffoniais|galwais)\b",
    key=r"(?:yr |ble mae'r |angen )?(?:allweddi?|agoriad)(?: plis| os gwelwch yn dda)?",
    hand_over=r"rho(?:i|wch)(?: (?:hwn|hyn|e|hi|o))? i (?P<to>.+?)(?: (?:diolch|plis|os gwelwch yn dda))*",
)

FAULTS = {
    "nam": "fault",
    "trwsiwyd": "fixed",
    "wedi torri": "broken",
    "ddim yn gweithio": "not working",
    "wedi'i drwsio": "fixed",
    "wedi ei drwsio": "fixed",
    "yn gweithio eto": "works again",
    "yn gweithio nawr": "works now",
    "yn gweithio": "works",
    "mae'r": "the",
    "mae": "the",
    "dydy'r": "the",
    "dyw'r": "the",
    "nid yw'r": "the",
    "'r": "the",
    "y": "the",
    "yr": "the",
    "fy": "my",
    "ei": "her",
    "plis": "please",
    "diolch": "thanks",
}

THINGS = {
    "botwm cymorth": "help button",
    "botwm larwm": "alarm button",
    "botwm": "button",
    "tlws crog": "pendant",
    "tlws": "pendant",
    "breichled": "wristband",
    "oriawr": "watch",
    "cortyn": "cord",
    "larwm mwg": "smoke alarm",
    "larwm tan": "fire alarm",
    "larwm tân": "fire alarm",
    "larwm carbon monocsid": "co alarm",
    "larwm nwy": "gas alarm",
    "larwm gwres": "heat alarm",
    "larwm cwympo": "fall alarm",
    "synhwyrydd cwympo": "fall sensor",
    "synhwyrydd symud": "motion sensor",
    "synhwyrydd drws": "door sensor",
    "synhwyrydd dŵr": "water sensor",
    "synhwyrydd dwr": "water sensor",
}
