"""Welsh of the lines of `carehub check`, and of what is doubtful in the settings."""

TEXTS = {
    "carehub check --live pings once.": "Mae carehub check --live yn anfon ping unwaith.",
    "Needed: {name}. For example: {name2}": "Mae angen: {name}. Er enghraifft: {name2}",
    "Needed: {name}.": "Mae angen: {name}.",
    "Connect one. docs/installer.md, A voice in the home.": "Cysylltwch un. docs/installer.md, A voice in the home.",
    "Whether it is heard: docs/installer.md, A voice in the home.": (
        "A gaiff ei glywed: docs/installer.md, A voice in the home."
    ),
    "Nobody on {rungs} is asked {hours}: {several}.": "Ni ofynnir i neb ar {rungs} {hours}: {several}.",
    "Nobody is asked {hours}: {several}.": "Ni ofynnir i neb {hours}: {several}.",
    "an alarm for life asks everybody in spite of their hours": "mae larwm am fywyd yn gofyn i bawb er gwaethaf eu horiau",
    "an urgent alarm waits up to {span} for the next": "mae larwm brys yn aros hyd at {span} am y nesaf",
    "an urgent alarm waits": "mae larwm brys yn aros",
    "Only the centre is asked {hours}.": "Dim ond i'r ganolfan y gofynnir {hours}.",
    "Nobody who could go there is asked {hours}.": "Ni ofynnir i neb a allai fynd yno {hours}.",
    "Nobody on {rungs} who could go there is asked {hours}.": "Ni ofynnir i neb ar {rungs} a allai fynd yno {hours}.",
    "Only one person is asked ({name}) {hours}.": "Dim ond i un person y gofynnir ({name}) {hours}.",
    "Only one person on {rungs} is asked ({name}) {hours}.": "Dim ond i un person ar {rungs} y gofynnir ({name}) {hours}.",
    "settings": "gosodiadau",
    "disk": "disg",
    "ways out": "ffyrdd allan",
    "consent": "cydsyniad",
    "secrets": "cyfrinachau",
    "broker": "brocer",
    "modem": "modem",
    "calls": "galwadau",
    "auditor": "archwilydd",
    "auditor's texts": "negeseuon testun yr archwilydd",
    "outside watch": "gwylio o'r tu allan",
    "clock": "cloc",
    "data folder": "ffolder data",
    "announcements": "cyhoeddiadau",
    "service": "gwasanaeth",
    "access": "mynediad",
    "people": "pobl",
    "ladder": "ysgol",
    "devices": "dyfeisiau",
    "visits": "ymweliadau",
    "Mend it.": "Trwsiwch ef.",
    "The disk of {name} is read-only.": "Dim ond darllen y gellir ar ddisg {name}.",
    "A card that wears out does this: replace it. Else remount it for writing.": (
        "Mae cerdyn sy'n treulio yn gwneud hyn: rhowch un newydd. Fel arall, mowntiwch ef eto ar gyfer ysgrifennu."
    ),
    "{number} MB are free: the store stops soon.": "Mae {number} MB yn rhydd: bydd y storfa'n peidio cyn bo hir.",
    "Make room now.": "Gwnewch le nawr.",
    "{number} MB are free: four weeks of readings do not fit.": (
        "Mae {number} MB yn rhydd: nid oes lle i bedair wythnos o ddarlleniadau."
    ),
    "Make room.": "Gwnewch le.",
    "{number} MB are free.": "Mae {number} MB yn rhydd.",
    "Mend the lines above.": "Trwsiwch y llinellau uchod.",
    "Set up [sms] with a provider, or [centre] on the ladder.": (
        "Gosodwch [sms] gyda darparwr, neu [centre] ar yr ysgol."
    ),
    "Set up [sms] or [centre].": "Gosodwch [sms] neu [centre].",
    "No alarm is raised without: {name}.": "Ni chodir larwm heb: {name}.",
    "ONE way out ({name}): if it fails, nobody is told.": (
        "UN ffordd allan ({name}): os bydd yn methu, ni chaiff neb wybod."
    ),
    "Set up a second.": "Gosodwch ail un.",
    "An alarm can get out by {name}, but all by one broadband line.": (
        "Gall larwm fynd allan drwy {name}, ond y cyfan drwy un llinell band eang."
    ),
    "A modem needs none: docs/modem.md.": "Nid oes angen un ar fodem: docs/modem.md.",
    "An alarm can get out by {name}.": "Gall larwm fynd allan drwy {name}.",
    "{number} devices, {number2} rooms, {number3} contacts, {number4} rungs.": (
        "{number} dyfais, {number2} ystafell, {number3} cyswllt, {number4} gris."
    ),
    "The agreement to {name} was to be looked at again on {name2}.": (
        "Roedd y cytundeb i {name} i'w ailystyried ar {name2}."
    ),
    "Ask again, and change on and review.": "Gofynnwch eto, a newidiwch on a review.",
    "{name} can be read by others than its owner.": "Gall eraill heblaw ei berchennog ddarllen {name}.",
    "Is mosquitto running, and are url, user and password right?": (
        "A yw mosquitto'n rhedeg, ac a yw url, user a password yn gywir?"
    ),
    "{name} answers.": "Mae {name} yn ateb.",
    "The broker does not let us try how much it keeps for a hub that is off.": (
        "Nid yw'r brocer yn gadael i ni brofi faint mae'n ei gadw i hwb sydd wedi'i ddiffodd."
    ),
    "A stock broker: of {number} messages for a hub that is off it kept {number2}; the rest is lost.": (
        "Brocer heb ei addasu: o {number} neges i hwb sydd wedi'i ddiffodd, cadwodd {number2}; collir y gweddill."
    ),
    "It kept all of {number} messages for a hub that was off.": (
        "Cadwodd bob un o {number} neges i hwb a oedd wedi'i ddiffodd."
    ),
    "Nothing at {name}: no Zigbee device is heard.": "Dim byd yn {name}: ni chlywir unrhyw ddyfais Zigbee.",
    "Is it running, and is mqtt.zigbee2mqtt_topic its base topic?": (
        "A yw'n rhedeg, ac ai mqtt.zigbee2mqtt_topic yw ei brif destun?"
    ),
    "It is offline: no Zigbee device is heard.": "Mae all-lein: ni chlywir unrhyw ddyfais Zigbee.",
    "Start it, and look at its log.": "Cychwynnwch ef, ac edrychwch ar ei gofnod.",
    "It is online.": "Mae ar-lein.",
    "No Bluetooth device is heard: {reason}.": "Ni chlywir unrhyw ddyfais Bluetooth: {reason}.",
    "{name} works, but heard nobody in 2 s.": "Mae {name} yn gweithio, ond ni chlywodd neb mewn 2 eiliad.",
    "Press a button of a device near it, and try again; else move the adapter.": (
        "Gwasgwch fotwm dyfais yn ei ymyl, a rhowch gynnig arall; fel arall symudwch yr addasydd."
    ),
    "{name} heard {number} devices in 2 s.": "Clywodd {name} {number} dyfais mewn 2 eiliad.",
    "No text can leave by it: {reason}.": "Ni all neges destun adael drwyddo: {reason}.",
    "Its signal is weak: {name}.": "Mae ei signal yn wan: {name}.",
    "Move it to a window, or give it an antenna.": "Symudwch ef at ffenestr, neu rhowch antena iddo.",
    "It is ready: {name}.": "Mae'n barod: {name}.",
    "Pay in.": "Talwch i mewn.",
    "Pay in now.": "Talwch i mewn nawr.",
    "[consent] does not agree to the centre: it is told nothing.": (
        "Nid yw [consent] yn cytuno i'r ganolfan: ni ddywedir dim wrthi."
    ),
    "Ask the resident.": "Gofynnwch i'r preswylydd.",
    "Is the internet up, and are url, user and password right?": (
        "A yw'r rhyngrwyd yn gweithio, ac a yw url, user a password yn gywir?"
    ),
    "{name} answers, but nobody has ever said that they listen ({name2}).": (
        "Mae {name} yn ateb, ond ni ddywedodd neb erioed eu bod yn gwrando ({name2})."
    ),
    "{name} answers, but the centre says that nobody listens.": (
        "Mae {name} yn ateb, ond dywed y ganolfan nad oes neb yn gwrando."
    ),
    "Ring the centre.": "Ffoniwch y ganolfan.",
    "{name} answers, and the centre listens.": "Mae {name} yn ateb, ac mae'r ganolfan yn gwrando.",
    "A ping is set up.": "Mae ping wedi'i osod.",
    "It was not told: {reason}.": "Ni chafodd wybod: {reason}.",
    "It was pinged, and answered.": "Anfonwyd ping ato, ac atebodd.",
    "Compare audit.ping with the address that the service shows. Is the internet up?": (
        "Cymharwch audit.ping â'r cyfeiriad y mae'r gwasanaeth yn ei ddangos. A yw'r rhyngrwyd yn gweithio?"
    ),
    "The secret is not there: {name}: {name2}.": "Nid yw'r gyfrinach yno: {name}: {name2}.",
    "The time is right: {reason}.": "Mae'r amser yn gywir: {reason}.",
    "Nobody vouches for the time: until somebody does, contacts are asked at any hour.": (
        "Nid oes neb yn gwarantu'r amser: tan hynny, gofynnir i gysylltiadau ar unrhyw awr."
    ),
    "timedatectl set-ntp true; a battery clock helps without internet.": (
        "timedatectl set-ntp true; mae cloc batri'n helpu heb ryngrwyd."
    ),
    "{name} is not a folder.": "Nid ffolder yw {name}.",
    "{name} cannot be written: {name2}.": "Ni ellir ysgrifennu i {name}: {name2}.",
    "{name} can be written.": "Gellir ysgrifennu i {name}.",
    "{name} will be made.": "Caiff {name} ei greu.",
    "There is no [announce]: while an alarm is open the resident hears nothing from the hub.": (
        "Nid oes [announce]: tra bod larwm ar agor ni chlyw'r preswylydd ddim gan yr hwb."
    ),
    "{name} is not installed: nothing is said aloud.": "Nid yw {name} wedi'i osod: ni ddywedir dim yn uchel.",
    "This machine has no sound card: nothing is said aloud.": (
        "Nid oes cerdyn sain gan y peiriant hwn: ni ddywedir dim yn uchel."
    ),
    "The hub has a voice, in {name}.": "Mae gan yr hwb lais, yn {name}.",
    "Flow, account and token are here; whether Twilio knows them was not asked.": (
        "Mae'r flow, y cyfrif a'r token yma; ni ofynnwyd a yw Twilio yn eu hadnabod."
    ),
    "carehub check --live asks it, and calls nobody.": (
        "Mae carehub check --live yn gofyn iddo, ac nid yw'n ffonio neb."
    ),
    "No call can be made: {reason}.": "Ni ellir gwneud galwad: {reason}.",
    "Twilio has the flow, published and whole.": "Mae'r flow gan Twilio, wedi'i gyhoeddi ac yn gyfan.",
    "Account and token are here; whether {name} takes them was not asked.": (
        "Mae'r cyfrif a'r token yma; ni ofynnwyd a yw {name} yn eu derbyn."
    ),
    "API key is here; whether {name} takes it was not asked.": (
        "Mae'r allwedd API yma; ni ofynnwyd a yw {name} yn ei derbyn."
    ),
    "carehub check --live asks it, and costs nothing.": (
        "Mae carehub check --live yn gofyn iddo, ac nid yw'n costio dim."
    ),
    "The account at Twilio is empty ({name}): no text goes out.": (
        "Mae'r cyfrif yn Twilio yn wag ({name}): nid â neges destun allan."
    ),
    "Only {name} are left at Twilio.": "Dim ond {name} sydd ar ôl yn Twilio.",
    "Pay in, and switch on automatic payment.": "Talwch i mewn, a throwch daliad awtomatig ymlaen.",
    "Twilio accepts us; {name} are left.": "Mae Twilio yn ein derbyn; mae {name} ar ôl.",
    "Is the internet up? Try again.": "A yw'r rhyngrwyd yn gweithio? Rhowch gynnig arall.",
    "Twilio cannot be asked: {reason}.": "Ni ellir gofyn i Twilio: {reason}.",
    "Twilio does not accept the account and token ({reason}).": (
        "Nid yw Twilio yn derbyn y cyfrif a'r token ({reason})."
    ),
    "GOV.UK Notify accepts the key, and the template is right.": (
        "Mae GOV.UK Notify yn derbyn yr allwedd, ac mae'r templed yn gywir."
    ),
    "GOV.UK Notify cannot be asked: {reason}.": "Ni ellir gofyn i GOV.UK Notify: {reason}.",
    'home.service is "{name}": this home is not watched as usual.': (
        'home.service yw "{name}": ni wylir dros y cartref hwn fel arfer.'
    ),
    'Set it to "in service" when it is.': 'Gosodwch ef i "in service" pan fydd felly.',
    "access.{name} holds digits that may be a code: the whole file is kept in the journal.": (
        "Mae digidau a all fod yn god yn access.{name}: cedwir y ffeil gyfan yn y dyddlyfr."
    ),
    "Name where the code is: street_door_code, key_safe_code.": (
        "Nodwch ble mae'r cod: street_door_code, key_safe_code."
    ),
    "There is no [consent] section: everything is on.": "Nid oes adran [consent]: mae popeth ymlaen.",
    "Write down who agreed to what, and when.": "Nodwch pwy gytunodd i beth, a phryd.",
    "[consent] does not name {name}: not agreed, so it does not run.": (
        "Nid yw [consent] yn enwi {name}: heb ei gytuno, felly nid yw'n rhedeg."
    ),
    "Ask, and write down the answer.": "Gofynnwch, a nodwch yr ateb.",
    "consent.{name} is agreed, but not by whom and on which day.": (
        "Mae consent.{name} wedi'i gytuno, ond heb ddweud gan bwy na pha ddydd."
    ),
    "Add by and on.": "Ychwanegwch by ac on.",
    "There is no [mqtt] section: no Zigbee sensor or button is heard.": (
        "Nid oes adran [mqtt]: ni chlywir synhwyrydd na botwm Zigbee."
    ),
    "Add it if this home has Zigbee devices.": "Ychwanegwch hi os oes dyfeisiau Zigbee yn y cartref hwn.",
    "mqtt.url crosses the network unencrypted.": "Mae mqtt.url yn croesi'r rhwydwaith heb ei amgryptio.",
    "Use mqtts://, or a broker on this machine.": "Defnyddiwch mqtts://, neu frocer ar y peiriant hwn.",
    'sms.provider is "console": texts are only printed, and nobody\'s phone rings.': (
        'sms.provider yw "console": dim ond argraffu negeseuon a wneir, ac nid yw ffôn neb yn canu.'
    ),
    "Set up a provider in [sms].": "Gosodwch ddarparwr yn [sms].",
    "There is no [[ladder]] yet: an alarm reaches nobody, and the hub will not go into service.": (
        "Nid oes [[ladder]] eto: nid yw larwm yn cyrraedd neb, ac ni fydd yr hwb yn mynd i wasanaeth."
    ),
    "Add [[contacts]] and [[ladder]].": "Ychwanegwch [[contacts]] a [[ladder]].",
    'Contact "{name}" is on no rung and in no notices: they are never told anything.': (
        'Nid yw\'r cyswllt "{name}" ar yr un gris nac yn yr hysbysiadau: ni chaiff wybod dim byth.'
    ),
    "Put them on a rung, or take them out.": "Rhowch nhw ar ris, neu tynnwch nhw allan.",
    'carehub does not speak "{name}", the language of {name2}: their texts are in English.': (
        'Nid yw carehub yn siarad "{name}", iaith {name2}: Saesneg yw eu negeseuon.'
    ),
    "Choose a language that it speaks: docs/languages.md lists them.": (
        "Dewiswch iaith y mae'n ei siarad: mae docs/languages.md yn eu rhestru."
    ),
    "Only one name stands on {rungs}: if they cannot answer, nobody else is asked.": (
        "Dim ond un enw sydd ar {rungs}: os na all ateb, ni ofynnir i neb arall."
    ),
    "Find a second person.": "Dewch o hyd i ail berson.",
    "Nobody on {rungs} can attend: there is nobody to send to the door.": (
        "Ni all neb ar {rungs} ddod: nid oes neb i'w anfon at y drws."
    ),
    "Add somebody who can.": "Ychwanegwch rywun sy'n gallu.",
    "{name} waits {name2} before anybody else is told.": "Mae {name} yn aros {name2} cyn dweud wrth neb arall.",
    "Is that meant? A shorter wait asks the next person sooner.": (
        "A yw hynny'n fwriadol? Mae aros llai yn gofyn i'r person nesaf yn gynt."
    ),
    "There is neither a centre nor audit.ping: nobody notices when this hub is unplugged.": (
        "Nid oes canolfan nac audit.ping: ni sylwa neb pan gaiff yr hwb hwn ei ddatgysylltu."
    ),
    "Set up a check outside the house (docs/outside-watch.md).": (
        "Gosodwch wiriad y tu allan i'r tŷ (docs/outside-watch.md)."
    ),
    "There is no [audit] section: nobody is told when the hub hangs, or when its auditor is missing.": (
        "Nid oes adran [audit]: ni chaiff neb wybod pan fydd yr hwb yn rhewi, na phan fydd ei archwilydd ar goll."
    ),
    "Add [audit], and enable the unit carehub-audit.": "Ychwanegwch [audit], a galluogwch yr uned carehub-audit.",
    "The auditor texts by the hub's own provider: if that fails, neither is heard.": (
        "Mae'r archwilydd yn anfon negeseuon drwy ddarparwr yr hwb ei hun: os bydd hwnnw'n methu, ni "
        "chlywir yr un o'r ddau."
    ),
    "Set up [audit.sms] or [sms.second].": "Gosodwch [audit.sms] neu [sms.second].",
    "There are no [[devices]]: the hub sees nothing.": "Nid oes [[devices]]: ni wêl yr hwb ddim.",
    "Add what this home has.": "Ychwanegwch yr hyn sydd gan y cartref hwn.",
    'Device "{device}" has no room: a text cannot say where it is.': (
        'Nid oes ystafell gan y ddyfais "{device}": ni all neges destun ddweud ble mae hi.'
    ),
    "Add room, or worn_by.": "Ychwanegwch room, neu worn_by.",
    "Only a bed or a chair shows movement: expect a call for stillness every day or two.": (
        "Dim ond gwely neu gadair sy'n dangos symudiad: disgwyliwch alwad am ddiffyg symudiad bob dydd neu ddau."
    ),
    "Add motion sensors, in two rooms at least.": "Ychwanegwch synwyryddion symudiad, mewn dwy ystafell o leiaf.",
    "No device is an exit door: being out looks like lying still, and each absence of over 12 h is called.": (
        "Nid oes dyfais ar ddrws allan: mae bod allan yn edrych fel gorwedd yn llonydd, a gelwir am bob absenoldeb "
        "dros 12 awr."
    ),
    "Put a contact sensor on the front door.": "Rhowch synhwyrydd cyswllt ar y drws ffrynt.",
    'Device "{device}" is an exit door, but its room "{name}" has no exit = true.': (
        'Mae\'r ddyfais "{device}" yn ddrws allan, ond nid oes exit = true gan ei hystafell "{name}".'
    ),
    "Add exit = true to the room.": "Ychwanegwch exit = true at yr ystafell.",
    "Ask somebody at these hours: hours of [[contacts]], [[rota]] or another rung.": (
        "Gofynnwch i rywun ar yr oriau hyn: oriau [[contacts]], [[rota]] neu ris arall."
    ),
    "Is there a neighbour with a key?": "A oes cymydog ag allwedd?",
    "An answer from afar sends nobody to the door: ask somebody near at these hours.": (
        "Nid yw ateb o bell yn anfon neb at y drws: gofynnwch i rywun agos ar yr oriau hyn."
    ),
    "If they cannot answer, nobody else is asked at these hours.": (
        "Os na allant ateb, ni ofynnir i neb arall ar yr oriau hyn."
    ),
    "At night everybody on {rungs} is reached by text only, and a text wakes nobody.": (
        "Yn y nos dim ond neges destun sy'n cyrraedd pawb ar {rungs}, ac nid yw neges yn deffro neb."
    ),
    'Add "call" to the ways of somebody who sleeps, and set up [calls].': (
        'Ychwanegwch "call" at ffyrdd rhywun sy\'n cysgu, a gosodwch [calls].'
    ),
    'Contact "{name}" is to be called at night, and there is no calls.flow: only a text is sent.': (
        "Mae'r cyswllt \"{name}\" i'w ffonio yn y nos, ac nid oes calls.flow: dim ond neges a anfonir."
    ),
    "Set up [calls]: docs/calls.md says how.": "Gosodwch [calls]: mae docs/calls.md yn dweud sut.",
    'Contact "{name}" is only called, and notices are only texted: they hear none.': (
        "Dim ond ffonio'r cyswllt \"{name}\" a wneir, a dim ond trwy neges y daw hysbysiadau: ni chlyw'r un."
    ),
    "Name somebody in [notices] who reads texts.": "Enwch rywun yn [notices] sy'n darllen negeseuon.",
    "GOV.UK Notify comes first, and may deliver a text up to 72 hours late: an old alarm as if it were new.": (
        "Daw GOV.UK Notify yn gyntaf, a gall ddanfon neges hyd at 72 awr yn hwyr: hen larwm fel pe bai'n newydd."
    ),
    "Make it the second provider, behind Twilio or a modem.": (
        "Gwnewch ef yn ail ddarparwr, y tu ôl i Twilio neu fodem."
    ),
    "Both providers of texts are {name}: when it is down, both are.": (
        "{name} yw'r ddau ddarparwr negeseuon: pan fydd i lawr, mae'r ddau."
    ),
    "Let the second be another.": "Gadewch i'r ail fod yn un arall.",
    "The number of {name}, {name2}, belongs to no known network.": (
        "Nid yw rhif {name}, {name2}, yn perthyn i rwydwaith hysbys."
    ),
    "Ring it once.": "Ffoniwch ef unwaith.",
    "The number of contact {name}, {name2}, is a landline: a text may not arrive.": (
        "Llinell tir yw rhif y cyswllt {name}, {name2}: efallai na fydd neges destun yn cyrraedd."
    ),
    "The number of contact {name}, {name2}, is no telephone of a person.": (
        "Nid ffôn person yw rhif y cyswllt {name}, {name2}."
    ),
    "Give the number of their mobile.": "Rhowch rif eu ffôn symudol.",
    "There are [[visits]], and [consent] does not agree to visits: nobody looks for them.": (
        "Mae [[visits]], ac nid yw [consent] yn cytuno i ymweliadau: nid oes neb yn edrych amdanynt."
    ),
    "Ask, or take out.": "Gofynnwch, neu tynnwch allan.",
    "Give its carer a tag.": "Rhowch dag i'w ofalwr.",
    "the ladder": "yr ysgol",
    'the ladder "{name}"': 'yr ysgol "{name}"',
}
