"""Welsh of the visit's steps about devices. A native speaker must review it before live use."""

from hub.core.languages.cy import TEXTS as CORE
from hub.core.uses import USES

TEXTS = {use: CORE[use] for use in USES if use in CORE} | {
    # on top of every page of a visit
    "REAL ALARM": "LARWM GO IAWN",
    "REAL ALARM: {what}": "LARWM GO IAWN: {what}",
    "In: {room}.": "Yn: {room}.",
    "Since {time}. This is no test.": "Ers {time}. Nid prawf yw hwn.",
    "Nobody has it yet: see to it now.": "Does neb wedi'i dderbyn eto: ymatebwch iddo nawr.",
    "To the alarm": "I'r larwm",
    "TEST": "PRAWF",
    "the next press of {device} is a test, until {time}. It calls nobody.": (
        "prawf fydd y gwasgiad nesaf ar {device}, tan {time}. Nid yw'n galw neb."
    ),
    # devices join
    "The network is open until {time}.": "Mae'r rhwydwaith ar agor tan {time}.",
    "Let the device join now: mostly, hold its button for 5 to 10 seconds until a light blinks, within a metre of the stick. It closes when nobody looks at this page for a minute and a half.": (
        "Gadewch i'r ddyfais ymuno nawr: gan amlaf, daliwch ei botwm am 5 i 10 eiliad nes bod golau'n fflachio, o fewn metr i'r derbynnydd. Mae'n cau pan na fydd neb yn edrych ar y dudalen hon am funud a hanner."
    ),
    "Close the network": "Cau'r rhwydwaith",
    "Let Zigbee devices join, for 4 minutes": "Gadael i ddyfeisiau Zigbee ymuno, am 4 munud",
    "Only show what was paired before": "Dangos yn unig yr hyn a barwyd o'r blaen",
    "The settings name no zigbee2mqtt, so no Zigbee device can join: [mqtt] is needed in hub.toml.": (
        "Nid yw'r gosodiadau'n enwi zigbee2mqtt, felly ni all dyfais Zigbee ymuno: mae angen [mqtt] yn hub.toml."
    ),
    "New here": "Newydd yma",
    "It has joined.": "Mae wedi ymuno.",
    "It is asked what it is, for up to a minute. Keep it awake: press its button every few seconds.": (
        "Gofynnir iddi beth ydyw, am hyd at funud. Cadwch hi'n effro: gwasgwch ei botwm bob ychydig eiliadau."
    ),
    "Ask it again": "Gofynnwch iddo eto",
    "It did not say what it is.": "Ni ddywedodd beth ydyw.",
    "It cannot be used.": "Ni ellir ei defnyddio.",
    "It has left again.": "Mae wedi gadael eto.",
    "It can tell: {what}.": "Gall ddweud: {what}.",
    "zigbee2mqtt does not know this model: what it can tell is guessed.": (
        "Nid yw zigbee2mqtt yn adnabod y model hwn: dyfalu yr ydym beth y gall ei ddweud."
    ),
    "Heard at {time}: {what}.": "Clywyd am {time}: {what}.",
    "Give it its place": "Rhoi ei lle iddi",
    "Bluetooth": "Bluetooth",
    "A Bluetooth sensor or button is not paired, only heard. Hold it beside the hub and make it speak.": (
        "Nid yw synhwyrydd neu fotwm Bluetooth yn cael ei baru, dim ond ei glywed. Daliwch ef wrth yr hwb a gwnewch iddo siarad."
    ),
    "Listen for Bluetooth devices": "Gwrando am ddyfeisiau Bluetooth",
    "Listening. Press it, open it, shake it.": "Yn gwrando. Gwasgwch hi, agorwch hi, ysgydwch hi.",
    "Without a name": "Heb enw",
    "What it says is not understood: it is good for a tag only.": (
        "Ni ddeellir yr hyn y mae'n ei ddweud: dim ond fel tag y mae'n dda."
    ),
    "{family}, encrypted: its key is needed.": "{family}, wedi'i amgryptio: mae angen ei allwedd.",
    "{family}. It tells: {what}.": "{family}. Mae'n dweud: {what}.",
    "In their place: {count}": "Yn eu lle: {count}",
    "heard": "clywyd",
    "not heard yet": "heb ei chlywed eto",
    "Look at it": "Edrych arni",
    "Take it out": "Ei thynnu allan",
    "What is it there for?": "I beth mae hi yno?",
    "Which room?": "Pa ystafell?",
    "No room: it is worn, or moves about": "Dim ystafell: mae'n cael ei gwisgo, neu'n symud o gwmpas",
    "A new room:": "Ystafell newydd:",
    "Name of the new room": "Enw'r ystafell newydd",
    "The new room has a door to the outside": "Mae drws i'r tu allan yn yr ystafell newydd",
    "As carers read it. Left empty, it is called after its room and use, such as “Kitchen motion”.": (
        "Fel y bydd gofalwyr yn ei ddarllen. Os yw'n wag, caiff ei henwi ar ôl ei hystafell a'i defnydd, megis “Kitchen motion”."
    ),
    "Who wears it?": "Pwy sy'n ei gwisgo?",
    "Only for a button, a tag or a wearable.": "Dim ond ar gyfer botwm, tag neu ddyfais a wisgir.",
    "Its key": "Ei hallwedd",
    "It encrypts: 24 or 32 hexadecimal digits, as its maker's app shows them. Not needed for a tag.": (
        "Mae'n amgryptio: 24 neu 32 digid hecsadegol, fel y mae ap ei gwneuthurwr yn eu dangos. Nid oes angen hyn ar gyfer tag."
    ),
    "This is its place": "Dyma ei lle",
    "Or is it instead of a broken one?": "Neu a yw yn lle un sydd wedi torri?",
    "Then it takes over name, room, use and history, and the old one is forgotten.": (
        "Yna mae'n cymryd yr enw, yr ystafell, y defnydd a'r hanes, ac anghofir yr hen un."
    ),
    "It takes the place of": "Mae'n cymryd lle",
    "Choose": "Dewiswch",
    "Replace it": "Ei disodli",
    "Back to the devices": "Yn ôl at y dyfeisiau",
    "This is the proof: it is heard.": "Dyma'r prawf: fe'i clywir.",
    "Last heard: {time}.": "Clywyd ddiwethaf: {time}.",
    "It said: {what}.": "Dywedodd: {what}.",
    "It has its place, and has not been heard yet.": "Mae yn ei lle, ond heb ei chlywed eto.",
    "Make it speak now: press it, open it, walk past it.": (
        "Gwnewch iddi siarad nawr: gwasgwch hi, agorwch hi, cerddwch heibio iddi."
    ),
    "To the next device": "I'r ddyfais nesaf",
    "Take it out of the home": "Ei thynnu o'r cartref",
    "Take {device} out": "Tynnu allan: {device}",
    "Take {device} out?": "Tynnu {device} allan?",
    "What is lost with it: {what}": "Yr hyn a gollir gyda hi: {what}",
    "It is a {use}: without it nobody is called by it.": "Defnydd: {use}. Hebddi ni fydd neb yn cael ei alw ganddi.",
    "It is the last one of this home.": "Hi yw'r un olaf yn y cartref hwn.",
    "Is it broken, and a new one is there? Then let the new one join, and say there that it takes this one's place: its history stays.": (
        "A yw wedi torri, ac un newydd yno? Yna gadewch i'r un newydd ymuno, a dywedwch yno ei bod yn cymryd lle hon: mae ei hanes yn aros."
    ),
    "Yes, it is meant": "Ie, dyna'r bwriad",
    "Let zigbee2mqtt forget it although it does not answer": "Gadael i zigbee2mqtt ei hanghofio er nad yw'n ateb",
    "Choose what it is there for.": "Dewiswch i beth mae hi yno.",
    "It cannot serve for that: {why}.": "Ni all wneud hynny: {why}.",
    "Choose the room where it is.": "Dewiswch yr ystafell lle mae hi.",
    "How is the new room called?": "Beth yw enw'r ystafell newydd?",
    "Another device is called so already.": "Mae dyfais arall â'r enw hwn eisoes.",
    "Whose button is it?": "Botwm pwy ydyw?",
    "Its key is 24 or 32 hexadecimal digits, as its maker's app shows it.": (
        "Ei hallwedd yw 24 neu 32 digid hecsadegol, fel y mae ap ei gwneuthurwr yn ei dangos."
    ),
    "took a device out": "tynnodd ddyfais allan",
    "asked a device again what it is": "gofynnodd eto i ddyfais beth ydyw",
    "let devices join": "gadawodd i ddyfeisiau ymuno",
    "let no device join any more": "ni adawodd i ragor o ddyfeisiau ymuno",
    "Say that it is meant: tick the box.": "Dywedwch mai dyna'r bwriad: ticiwch y blwch.",
    "All {all} devices have their place and are heard.": "Mae pob un o'r {all} dyfais yn ei lle ac yn cael ei chlywed.",
    "{heard} of {all} devices are heard. Not heard yet: {names}.": (
        "Clywir {heard} o {all} dyfais. Heb eu clywed eto: {names}."
    ),
    "never heard": "heb ei chlywed erioed",
    "has its place, last heard {time}": "yn ei lle, clywyd ddiwethaf {time}",
    "It cannot take that one's place.": "Ni all gymryd lle honno.",
    "The key and connection of that one are its own: change its id in hub.toml by hand.": (
        "Mae allwedd a chysylltiad honno yn eiddo iddi hi: newidiwch ei id yn hub.toml â llaw."
    ),
    # places
    "The worst of the last {count} messages counts: an alarm is one message, and comes when the doors are closed. So close the doors, stand in between, and press or open the device until it has spoken {count} times. For Zigbee this is the last leg to the stick: a mains plug may carry the first.": (
        "Y gwaethaf o'r {count} neges ddiwethaf sy'n cyfrif: un neges yw larwm, a daw pan fydd y drysau ar gau. Felly caewch y drysau, sefwch rhyngddynt, a gwasgwch neu agorwch y ddyfais nes iddi siarad {count} gwaith. Ar gyfer Zigbee dyma'r cymal olaf at y derbynnydd: gall plwg prif gyflenwad gario'r cyntaf."
    ),
    "How well it is heard is not told.": "Ni ddywedir pa mor dda y'i clywir.",
    "now {now}, at worst {worst} of {count}; {spare} to spare": (
        "nawr {now}, ar ei waethaf {worst} o {count}; {spare} wrth gefn"
    ),
    "{count} more messages": "{count} neges arall",
    "{worst} at worst, {spare} to spare, at {time}": "{worst} ar ei waethaf, {spare} wrth gefn, am {time}",
    "Nothing from it yet: make it speak.": "Dim byd ganddi eto: gwnewch iddi siarad.",
    "Turn it, move it by an arm's length, take it off metal; or put a mains plug that carries the radio in between.": (
        "Trowch hi, symudwch hi hyd braich, tynnwch hi oddi ar fetel; neu rhowch blwg sy'n cario'r radio rhyngddynt."
    ),
    "I have moved it: count again": "Rwyf wedi'i symud: cyfrif eto",
    "Blind spots": "Mannau dall",
    "seen by {sensors}": "gwelir gan {sensors}",
    "only weakly: {sensors}": "dim ond yn wan: {sensors}",
    "not seen: {sensors} not heard": "ni welir: ni chlywir {sensors}",
    "NOT SEEN: no sensor": "NI WELIR: dim synhwyrydd",
    "Somebody who lies in a room that nobody sees is found late. Say so to the family, or put a sensor there.": (
        "Mae rhywun sy'n gorwedd mewn ystafell na welir yn cael ei ganfod yn hwyr. Dywedwch hyn wrth y teulu, neu rhowch synhwyrydd yno."
    ),
    "{all} of {all} devices have signal enough where they stand.": "Mae gan {all} o {all} dyfais ddigon o signal lle maent.",
    "How well these devices are heard is not told by what they are connected to.": (
        "Nid yw'r hyn y mae'r dyfeisiau hyn wedi'u cysylltu ag ef yn dweud pa mor dda y'u clywir."
    ),
    "Too weak where it stands: {names}. Move it, or put a mains plug that carries the radio in between.": (
        "Rhy wan lle mae: {names}. Symudwch hi, neu rhowch blwg sy'n cario'r radio rhyngddynt."
    ),
    "Its signal is not known yet: {names}.": "Nid yw'r signal yn hysbys eto: {names}.",
    "{device} has a weak signal: it may be missed.": "Signal gwan: {device}. Efallai na chlywir pob neges.",
    "signal not looked at": "heb edrych ar y signal",
    "enough signal": "digon o signal",
    "a weak signal": "signal gwan",
    "too weak a signal": "signal rhy wan",
    "{room}: nobody is seen there, for it has no sensor of movement.": (
        "{room}: ni welir neb yno, gan nad oes synhwyrydd symud."
    ),
    "{room}: nobody is seen there yet, for its sensor has not been heard.": (
        "{room}: ni welir neb yno eto, gan na chlywyd ei synhwyrydd."
    ),
    "{room}: its only sensor is heard weakly, so movement there may be missed.": (
        "{room}: clywir ei hunig synhwyrydd yn wan, felly gellir colli symudiad yno."
    ),
    # the walk
    "{heard} of {all} heard": "clywyd {heard} o {all}",
    "since {time}": "ers {time}",
    "Take this telephone with you, and walk through the whole home. Only what happens from now on counts, and a battery report does not.": (
        "Ewch â'r ffôn hwn gyda chi, a cherddwch drwy'r cartref cyfan. Dim ond yr hyn sy'n digwydd o hyn ymlaen sy'n cyfrif, ac nid yw adroddiad batri'n cyfrif."
    ),
    "Begin the walk again": "Dechrau'r daith eto",
    "Begin the walk": "Dechrau'r daith",
    "{spare} to spare": "{spare} wrth gefn",
    "not heard": "heb ei chlywed",
    "Ask for its test": "Gofyn am ei phrawf",
    "Left because: {because}": "Gadawyd oherwydd: {because}",
    "It cannot be heard now": "Ni ellir ei chlywed nawr",
    "Why? It stands on the certificate.": "Pam? Bydd ar y dystysgrif.",
    "Leave it": "Ei gadael",
    "Make it speak: press it, open it, walk past it.": (
        "Gwnewch iddi siarad: gwasgwch hi, agorwch hi, cerddwch heibio iddi."
    ),
    "Walk past it, 2 m away. Then stand still for a minute and walk again: many are silent for that long.": (
        "Cerddwch heibio iddo, 2 m i ffwrdd. Yna sefwch yn llonydd am funud a cherddwch eto: mae llawer yn dawel cyhyd."
    ),
    "Walk into its room, stay, and walk out again.": "Cerddwch i'w ystafell, arhoswch, a cherddwch allan eto.",
    "Open the door and close it.": "Agorwch y drws a'i gau.",
    "Open the window and close it.": "Agorwch y ffenestr a'i chau.",
    "Open the fridge and close it.": "Agorwch yr oergell a'i chau.",
    "Open the box and close it.": "Agorwch y blwch a'i gau.",
    "Sit down on the bed, wait 10 s, and get up.": "Eisteddwch ar y gwely, arhoswch 10 eiliad, a chodwch.",
    "Sit down, wait 10 s, and get up.": "Eisteddwch, arhoswch 10 eiliad, a chodwch.",
    "Boil some water.": "Berwch ychydig o ddŵr.",
    "Switch the cooker on for a minute, and off again.": "Trowch y popty ymlaen am funud, ac i ffwrdd eto.",
    "Switch on what is plugged into it.": "Trowch ymlaen yr hyn sydd wedi'i blygio ynddo.",
    "Knock on what it is fixed to.": "Curwch ar yr hyn y mae'n sownd wrtho.",
    "Switch it on and off.": "Trowch ef ymlaen ac i ffwrdd.",
    "Bring it near the hub, and carry it away.": "Dewch ag ef at yr hwb, ac ewch ag ef i ffwrdd.",
    "Hold it in your hand for a minute.": "Daliwch ef yn eich llaw am funud.",
    "Ask for its test below, then touch both contacts with a wet finger.": (
        "Gofynnwch am ei brawf isod, yna cyffyrddwch â'r ddau gyswllt â bys gwlyb."
    ),
    "Ask for its test below, then hold its test button.": "Gofynnwch am ei brawf isod, yna daliwch ei fotwm prawf.",
    "{heard} of {all} sensors were heard; the others were left with a reason.": (
        "Clywyd {heard} o {all} synhwyrydd; gadawyd y lleill gyda rheswm."
    ),
    "{heard} of {all} sensors were heard since the walk began.": (
        "Clywyd {heard} o {all} synhwyrydd ers dechrau'r daith."
    ),
    "{heard} of {all} sensors were heard.": "Clywyd {heard} o {all} synhwyrydd.",
    "heard in the walk at {time}": "clywyd ar y daith am {time}",
    "heard in the walk at {time}, {word}": "clywyd ar y daith am {time}, {word}",
    "not heard in the walk: {because}": "heb ei glywed ar y daith: {because}",
    "not heard in the walk": "heb ei glywed ar y daith",
    "Nobody has walked yet.": "Does neb wedi cerdded eto.",
    # tests of a button and of what is worn
    "From the radio to the hub: {seconds} s.": "O'r radio i'r hwb: {seconds} eiliad.",
    "{seconds} s after you asked, your way and your press included.": (
        "{seconds} eiliad ar ôl i chi ofyn, gan gynnwys eich taith a'ch gwasgiad."
    ),
    "NOT heard": "NI chlywyd",
    "TEST: press {device} now": "PRAWF: gwasgwch {device} nawr",
    "Until {time} its next press is a test, once. A second press calls for help.": (
        "Tan {time} prawf fydd ei wasgiad nesaf, unwaith. Mae ail wasgiad yn galw am help."
    ),
    "Here": "Yma",
    "Go into each room with the button, close the door, ask for a test, and press once. Each press that was asked for is a test; every other one calls for help.": (
        "Ewch i bob ystafell gyda'r botwm, caewch y drws, gofynnwch am brawf, a gwasgwch unwaith. Prawf yw pob gwasgiad y gofynnwyd amdano; mae pob un arall yn galw am help."
    ),
    "Test it again here": "Ei brofi eto yma",
    "I am here: test it": "Rwyf yma: ei brofi",
    "There is no help button in the settings: nobody can press for help.": (
        "Nid oes botwm cymorth yn y gosodiadau: ni all neb wasgu am help."
    ),
    "Every help button was heard in every room.": "Clywyd pob botwm cymorth ym mhob ystafell.",
    "{device} was not heard yet in: {rooms}.": "Ni chlywyd {device} eto yn: {rooms}.",
    "never pressed as a test": "heb ei wasgu erioed fel prawf",
    "{room}: heard": "{room}: clywyd",
    "{room}: not tried": "{room}: heb ei brofi",
    "{room}: NOT heard": "{room}: NI chlywyd",
    "{room}: heard, {word}": "{room}: clywyd, {word}",
    "The hub does not run, so nothing can be heard now.": "Nid yw'r hwb yn rhedeg, felly ni ellir clywed dim nawr.",
    "No device is in the settings yet.": "Nid oes dyfais yn y gosodiadau eto.",
    "That device is not in the settings any more.": "Nid yw'r ddyfais honno yn y gosodiadau bellach.",
    "asked for a test": "gofynnodd am brawf",
    # what is worn
    "Be honest about it, and in writing: every fall that the hub has learned from was acted by young people. Of real falls such devices see four to eight in ten, sometimes two. So the help button stays, and stillness is still watched.": (
        "Byddwch yn onest am hyn, ac yn ysgrifenedig: actiwyd pob cwymp y dysgodd yr hwb ohono gan bobl ifanc. O gwympiadau go iawn mae dyfeisiau o'r fath yn gweld pedwar i wyth o bob deg, weithiau dau. Felly mae'r botwm cymorth yn aros, a gwylir llonyddwch o hyd."
    ),
    "Let it be worn where it is worn every day, for five minutes. Nobody throws themselves on the floor to try it.": (
        "Gadewch iddi gael ei gwisgo lle caiff ei gwisgo bob dydd, am bum munud. Does neb yn taflu ei hun ar y llawr i'w phrofi."
    ),
    "No fall is noticed by it. Do not let anybody rely on it.": (
        "Nid yw'n sylwi ar unrhyw gwymp. Peidiwch â gadael i neb ddibynnu arni."
    ),
    "It is worn here now: is it heard?": "Fe'i gwisgir yma nawr: a yw'n cael ei chlywed?",
    "Nothing has come from it yet. Let it be worn and moved: after half a minute its rate is known.": (
        "Does dim wedi dod ganddi eto. Gadewch iddi gael ei gwisgo a'i symud: ar ôl hanner munud mae ei chyfradd yn hysbys."
    ),
    "Cannot detect falls: it is not known where it is worn (waist, wrist or pocket).": (
        "Ni all ganfod cwympiadau: nid yw'n hysbys ble y'i gwisgir (gwasg, arddwrn neu boced)."
    ),
    "Cannot detect falls: slower than {needed} Hz. It sends {rate} samples a second.": (
        "Ni all ganfod cwympiadau: arafach na {needed} Hz. Mae'n anfon {rate} sampl yr eiliad."
    ),
    "Cannot detect falls: it measures {most} g at the most, and a hard fall is 3 to 8 g.": (
        "Ni all ganfod cwympiadau: mae'n mesur {most} g ar y mwyaf, a 3 i 8 g yw cwymp caled."
    ),
    "Cannot detect falls: {because}.": "Ni all ganfod cwympiadau: {because}.",
    "Cannot detect falls: it was not agreed to watch for them.": (
        "Ni all ganfod cwympiadau: ni chytunwyd i wylio amdanynt."
    ),
    "What is worn sends enough for falls to be looked for, and is heard in every room.": (
        "Mae'r hyn a wisgir yn anfon digon i chwilio am gwympiadau, ac fe'i clywir ym mhob ystafell."
    ),
    "It tells of falls itself: how well, only its maker knows.": (
        "Mae'n dweud am gwympiadau ei hun: dim ond ei gwneuthurwr sy'n gwybod pa mor dda."
    ),
    "It tells of falls itself. Try it: make it report a fall, as its leaflet says.": (
        "Mae'n dweud am gwympiadau ei hun. Profwch hi: gwnewch iddi adrodd cwymp, fel y dywed ei thaflen."
    ),
    "It sends {rate} samples a second up to {most} g: that is enough for falls to be looked for.": (
        "Mae'n anfon {rate} sampl yr eiliad hyd at {most} g: mae hynny'n ddigon i chwilio am gwympiadau."
    ),
    "It sends {rate} samples a second: that is enough for falls to be looked for.": (
        "Mae'n anfon {rate} sampl yr eiliad: mae hynny'n ddigon i chwilio am gwympiadau."
    ),
    "No device that feels falls is in the settings: falls are noticed by stillness only.": (
        "Nid oes dyfais sy'n teimlo cwympiadau yn y gosodiadau: dim ond llonyddwch sy'n dangos cwymp."
    ),
    "{device}: {why}": "{device}: {why}",
    # the resident's press
    "The button is where it will be every day. The resident presses it, once, without help.": (
        "Mae'r botwm lle bydd bob dydd. Mae'r preswylydd yn ei wasgu, unwaith, heb gymorth."
    ),
    "In this home nothing is said aloud when the button is pressed ([announce] in the settings). Tell the resident what happens instead: somebody rings, or comes.": (
        "Yn y cartref hwn ni ddywedir dim yn uchel pan wesgir y botwm ([announce] yn y gosodiadau). Dywedwch wrth y preswylydd beth sy'n digwydd yn lle hynny: mae rhywun yn ffonio, neu'n dod."
    ),
    "The resident presses {device} now": "Mae'r preswylydd yn gwasgu {device} nawr",
    "Did the resident hear it?": "A glywodd y preswylydd ef?",
    "Yes, the answer was heard and understood": "Do, clywyd yr ateb a'i ddeall",
    "No, it was not heard": "Na, ni chlywyd ef",
    "Nothing is said aloud here, and the resident was told what happens instead": (
        "Ni ddywedir dim yn uchel yma, a dywedwyd wrth y preswylydd beth sy'n digwydd yn lle hynny"
    ),
    "Note it": "Ei nodi",
    "pressed by the resident at {time}, not heard": "gwasgwyd gan y preswylydd am {time}, heb ei glywed",
    "The answer was not heard. Make it louder or move the loudspeaker, then press again.": (
        "Ni chlywyd yr ateb. Gwnewch ef yn uwch neu symudwch y seinydd, yna gwasgwch eto."
    ),
    "Nothing is said aloud after a press. The resident was told what happens instead.": (
        "Ni ddywedir dim yn uchel ar ôl gwasgu. Dywedwyd wrth y preswylydd beth sy'n digwydd yn lle hynny."
    ),
    "pressed by the resident at {time}; the answer was heard": "gwasgwyd gan y preswylydd am {time}; clywyd yr ateb",
    "The resident pressed, and heard the answer.": "Gwasgodd y preswylydd, a chlywodd yr ateb.",
    "pressed by the resident at {time}; nothing is said aloud, as was explained": (
        "gwasgwyd gan y preswylydd am {time}; ni ddywedir dim yn uchel, fel yr eglurwyd"
    ),
    "not pressed by the resident yet": "heb ei wasgu gan y preswylydd eto",
    "The resident has not pressed yet.": "Nid yw'r preswylydd wedi gwasgu eto.",
    "Did the resident hear the answer?": "A glywodd y preswylydd yr ateb?",
    "pressed by the resident at {time}; the answer was not heard": (
        "gwasgwyd gan y preswylydd am {time}; ni chlywyd yr ateb"
    ),
    "said whether the resident heard the answer": "dywedodd a glywodd y preswylydd yr ateb",
}
