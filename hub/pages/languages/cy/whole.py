"""Welsh of all of a hub: backup, restore, update, erase."""

TEXTS = {
    "A backup was loaded and waits for your word.": "Llwythwyd copi wrth gefn, ac mae'n aros am eich gair.",
    "Everything that a replacement hub needs, in one file: settings, alarms, history, accounts, certificates, codes and keys. The hub goes on working meanwhile.": (
        "Popeth sydd ei angen ar hwb newydd, mewn un ffeil: gosodiadau, larymau, hanes, cyfrifon, tystysgrifau, codau ac allweddi. Mae'r hwb yn dal i weithio yn y cyfamser."
    ),
    "A passphrase for this file": "Cyfrinymadrodd ar gyfer y ffeil hon",
    "At least {n} letters: four words that have nothing to do with this home. Without it nobody can open the file, and nobody can help.": (
        "O leiaf {n} llythyren: pedwar gair nad oes a wnelont â'r cartref hwn. Hebddo ni all neb agor y ffeil, ac ni all neb helpu."
    ),
    "The same passphrase again": "Yr un cyfrinymadrodd eto",
    "Load the backup": "Llwytho'r copi wrth gefn",
    "Not in it: secrets that only the service manager reads (/etc/credstore). That a backup was taken is written into the trail. Keep it where only those get at it who may know everything about this home.": (
        "Nid yw ynddo: cyfrinachau y mae rheolwr y gwasanaethau yn unig yn eu darllen (/etc/credstore). Cofnodir bod copi wrth gefn wedi'i gymryd. Cadwch ef lle dim ond y rhai a gaiff wybod popeth am y cartref hwn all ei gyrraedd."
    ),
    "The settings file alone, to read. Without secrets, and without the address that the auditor pings.": (
        "Y ffeil gosodiadau yn unig, i'w darllen. Heb gyfrinachau, a heb y cyfeiriad y mae'r archwilydd yn ei bingio."
    ),
    "Load a backup here: it is proved first, then shown, and nothing is replaced before you say so.": (
        "Llwythwch gopi wrth gefn yma: caiff ei brofi yn gyntaf, yna ei ddangos, ac ni chaiff dim ei ddisodli cyn i chi ddweud."
    ),
    "The file of the backup": "Ffeil y copi wrth gefn",
    "Its passphrase": "Ei gyfrinymadrodd",
    "Prove this backup": "Profi'r copi wrth gefn hwn",
    "This is carehub {ours}.": "Carehub {ours} yw hwn.",
    "The hub itself still runs {runs}: it is to be restarted.": "Mae'r hwb ei hun yn dal i redeg {runs}: rhaid ei ailgychwyn.",
    'No page can do this: it takes the powers of root. Take a backup first: an older carehub does not open a newer one\'s store. Read what is new (CHANGELOG, the lines "You must"). Then, in the folder of the new version:': (
        'Ni all unrhyw dudalen wneud hyn: mae angen pwerau root. Cymerwch gopi wrth gefn yn gyntaf: nid yw carehub hŷn yn agor storfa un newydd. Darllenwch beth sy\'n newydd (CHANGELOG, y llinellau "You must"). Yna, yn ffolder y fersiwn newydd:'
    ),
    "At the end of a service, or when the hub goes to another home.": "Ar ddiwedd gwasanaeth, neu pan fydd yr hwb yn mynd i gartref arall.",
    "Erase this home": "Dileu'r cartref hwn",
    "Everything about this home is deleted. There is no way back.": "Caiff popeth am y cartref hwn ei ddileu. Nid oes ffordd yn ôl.",
    "Alarms, messages, history, accounts, sessions, certificates, codes, keys, the settings and their copies. The hub then watches over nobody, and waits for its next home.": (
        "Larymau, negeseuon, hanes, cyfrifon, sesiynau, tystysgrifau, codau, allweddi, y gosodiadau a'u copïau. Wedyn nid yw'r hwb yn gwylio dros neb, ac mae'n aros am ei gartref nesaf."
    ),
    "Open here now: {names}. Nobody is asked about that any more afterwards.": (
        "Ar agor yma nawr: {names}. Ni ofynnir i neb am hynny mwyach wedyn."
    ),
    "{n} alarms are frozen because of a complaint. Take evidence of them first, and ask whoever is responsible.": (
        "Mae {n} larwm wedi'u rhewi oherwydd cwyn. Cymerwch dystiolaeth ohonynt yn gyntaf, a gofynnwch i bwy bynnag sy'n gyfrifol."
    ),
    "Take first what must be kept": "Cymerwch yn gyntaf yr hyn y mae'n rhaid ei gadw",
    "Whoever is responsible for the data decides what that is. At the hub:": (
        "Pwy bynnag sy'n gyfrifol am y data sy'n penderfynu beth yw hynny. Wrth yr hwb:"
    ),
    "Or all of it, as a backup under a passphrase": "Neu'r cyfan, fel copi wrth gefn dan gyfrinymadrodd",
    "What this cannot reach": "Yr hyn na all hyn ei gyrraedd",
    "The card itself. On an SD card or SSD nobody can promise that what was deleted is overwritten: destroy it, or write it anew from end to end, before it leaves the service.": (
        "Y cerdyn ei hun. Ar gerdyn SD neu SSD ni all neb addo bod yr hyn a ddilëwyd wedi'i drosysgrifo: dinistriwch ef, neu ysgrifennwch ef o'r newydd o'r dechrau i'r diwedd, cyn iddo adael y gwasanaeth."
    ),
    "Secrets in /etc/credstore, the system's log, the auditor's memory, the list of devices in zigbee2mqtt: carehub erase says what to type.": (
        "Cyfrinachau yn /etc/credstore, log y system, cof yr archwilydd, y rhestr dyfeisiau yn zigbee2mqtt: mae carehub erase yn dweud beth i'w deipio."
    ),
    "Backups that were taken, and what providers of texts and the centre keep.": (
        "Copïau wrth gefn a gymerwyd, a'r hyn y mae darparwyr negeseuon testun a'r ganolfan yn ei gadw."
    ),
    "All is taken that must be kept": "Cymerwyd popeth y mae'n rhaid ei gadw",
    "I have read what stands against it, and may decide this": "Rwyf wedi darllen yr hyn sydd yn ei erbyn, a chaf benderfynu hyn",
    "To go on, type the id of this home: {hub}": "I fynd ymlaen, teipiwch id y cartref hwn: {hub}",
    "Erase everything, for ever": "Dileu popeth, am byth",
    "Back to the home's data": "Yn ôl i ddata'r cartref",
    "This home is erased": "Mae'r cartref hwn wedi'i ddileu",
    "Nothing about it is left in the hub's folders but a line that says when it was erased, and names nobody.": (
        "Nid oes dim amdano ar ôl yn ffolderi'r hwb ond llinell sy'n dweud pryd y cafodd ei ddileu, heb enwi neb."
    ),
    "The hub and these pages begin anew, as those of a home that is being installed.": (
        "Mae'r hwb a'r tudalennau hyn yn dechrau o'r newydd, fel rhai cartref sy'n cael ei osod."
    ),
    "The code on the label is another now. At the hub:": "Mae'r cod ar y label yn un arall nawr. Wrth yr hwb:",
    "If this hub is not used again, switch it off, and destroy the card or write it anew from end to end.": (
        "Os na ddefnyddir yr hwb hwn eto, diffoddwch ef, a dinistriwch y cerdyn neu ysgrifennwch ef o'r newydd o'r dechrau i'r diwedd."
    ),
    "Put a backup back": "Rhoi copi wrth gefn yn ôl",
    "No backup waits here.": "Nid oes copi wrth gefn yn aros yma.",
    "Load one": "Llwytho un",
    "The backup is whole. It is of {hub}, made on {at}, by carehub {version}.": (
        "Mae'r copi wrth gefn yn gyfan. Un {hub} ydyw, a wnaed ar {at}, gan carehub {version}."
    ),
    "What happens": "Beth sy'n digwydd",
    "This takes the place of all that is here: settings, alarms, history, accounts, certificates, codes and keys. What happened since the backup is then not known.": (
        "Mae hwn yn cymryd lle popeth sydd yma: gosodiadau, larymau, hanes, cyfrifon, tystysgrifau, codau ac allweddi. Wedyn ni wyddys beth a ddigwyddodd ers y copi wrth gefn."
    ),
    "The hub stops for some seconds, and watches over nobody meanwhile. Then it and these pages begin anew.": (
        "Mae'r hwb yn stopio am rai eiliadau, heb wylio dros neb yn y cyfamser. Yna mae ef a'r tudalennau hyn yn dechrau o'r newydd."
    ),
    "What is here now is kept on the hub, in a folder of its own, for 30 days or until the next restore.": (
        "Cedwir yr hyn sydd yma nawr ar yr hwb, mewn ffolder ei hun, am 30 diwrnod neu tan yr adfer nesaf."
    ),
    "Everybody signs in again, as they could then: also who was taken back since. Look at who may sign in.": (
        "Mae pawb yn mewngofnodi eto, fel y gallent bryd hynny: hefyd y rhai y tynnwyd eu hawl yn ôl ers hynny. Edrychwch pwy gaiff fewngofnodi."
    ),
    "{n} messages had not left when it was made: they leave then, perhaps a second time.": (
        "Nid oedd {n} neges wedi gadael pan gafodd ei wneud: maent yn gadael wedyn, efallai am yr eildro."
    ),
    "Secrets that no backup holds, and that must be on this hub: {names}.": (
        "Cyfrinachau nad ydynt mewn unrhyw gopi wrth gefn, ac y mae'n rhaid iddynt fod ar yr hwb hwn: {names}."
    ),
    "It is of another hub than this one ({hub}).": "Un hwb arall ydyw, nid yr un hwn ({hub}).",
    "Open when it was made: {names}. The hub goes on with that at once, and people may be asked.": (
        "Ar agor pan gafodd ei wneud: {names}. Mae'r hwb yn parhau â hynny ar unwaith, ac efallai y gofynnir i bobl."
    ),
    "I know that this alarm is forgotten": "Gwn yr anghofir y larwm hwn",
    "Replace everything here": "Disodli popeth yma",
    "Leave all as it is": "Gadael popeth fel y mae",
    "Without an answer it is forgotten after an hour.": "Heb ateb caiff ei anghofio ar ôl awr.",
    "It is put back": "Mae wedi'i roi yn ôl",
    "This is {hub} again, as it was on the day of the backup.": "{hub} yw hwn eto, fel yr oedd ar ddiwrnod y copi wrth gefn.",
    "The hub and these pages begin anew: wait half a minute.": "Mae'r hwb a'r tudalennau hyn yn dechrau o'r newydd: arhoswch hanner munud.",
    "Sign in as you could then. The address of these pages, and their certificate, are those of the backup.": (
        "Mewngofnodwch fel y gallech bryd hynny. Cyfeiriad y tudalennau hyn, a'u tystysgrif, yw rhai'r copi wrth gefn."
    ),
    "Look at Support whether all is well, and at who may sign in. Try a help button.": (
        "Edrychwch yn Cymorth a yw popeth yn iawn, a phwy gaiff fewngofnodi. Rhowch gynnig ar fotwm cymorth."
    ),
    "If the hub does not answer after a minute, type at the hub:": "Os nad yw'r hwb yn ateb ar ôl munud, teipiwch wrth yr hwb:",
    "To the first page": "I'r dudalen gyntaf",
    "Something like this is being done already. Wait until it is over.": (
        "Mae rhywbeth fel hyn yn cael ei wneud yn barod. Arhoswch nes bydd ar ben."
    ),
    "The copy could not be made. Nothing was changed. Is there room on the disk?": (
        "Ni ellid gwneud y copi. Ni newidiwyd dim. A oes lle ar y ddisg?"
    ),
    "took a backup of all that the hub keeps": "cymerodd gopi wrth gefn o bopeth y mae'r hwb yn ei gadw",
    "A passphrase has at least 12 letters: four words that have nothing to do with this home.": (
        "Mae gan gyfrinymadrodd o leiaf 12 llythyren: pedwar gair nad oes a wnelont â'r cartref hwn."
    ),
    "The two passphrases are not the same. Type both again.": "Nid yw'r ddau gyfrinymadrodd yr un fath. Teipiwch y ddau eto.",
    "erased this home": "dileodd y cartref hwn",
    "Say first that all is taken which must be kept. Nothing was erased.": (
        "Dywedwch yn gyntaf fod popeth y mae'n rhaid ei gadw wedi'i gymryd. Ni ddilëwyd dim."
    ),
    "Something stands against it. Read it below. Nothing was erased.": (
        "Mae rhywbeth yn ei erbyn. Darllenwch ef isod. Ni ddilëwyd dim."
    ),
    "That is not the id of this home. Nothing was changed.": "Nid dyna id y cartref hwn. Ni newidiwyd dim.",
    "It could not be done. What was here is as it was:": "Ni ellid ei wneud. Mae'r hyn a oedd yma fel yr oedd:",
    "loaded a backup to be put back": "llwythodd gopi wrth gefn i'w roi yn ôl",
    "put a backup back": "rhoddodd gopi wrth gefn yn ôl",
    "No backup waits here any more. Load it again.": "Nid oes copi wrth gefn yn aros yma mwyach. Llwythwch ef eto.",
    "An alarm is open. See to it first, or say that you know it is forgotten.": (
        "Mae larwm ar agor. Ewch ato yn gyntaf, neu dywedwch eich bod yn gwybod yr anghofir ef."
    ),
    "Choose the file of the backup first.": "Dewiswch ffeil y copi wrth gefn yn gyntaf.",
    "This file is no backup of carehub. Nothing was changed.": "Nid copi wrth gefn carehub yw'r ffeil hon. Ni newidiwyd dim.",
    "This backup was made by a newer carehub: update this one first. Nothing was changed.": (
        "Gwnaed y copi hwn gan carehub mwy newydd: diweddarwch yr un hwn yn gyntaf. Ni newidiwyd dim."
    ),
    "The passphrase is wrong. Nothing was changed.": "Mae'r cyfrinymadrodd yn anghywir. Ni newidiwyd dim.",
    "This backup is damaged or cut off: load or copy it again. Nothing was changed.": (
        "Mae'r copi hwn wedi'i ddifrodi neu ei dorri: llwythwch neu copïwch ef eto. Ni newidiwyd dim."
    ),
    "There is too little room on the hub's disk for this backup. Nothing was changed.": (
        "Nid oes digon o le ar ddisg yr hwb i'r copi hwn. Ni newidiwyd dim."
    ),
    "The settings in this backup cannot be used by this carehub. Nothing was changed.": (
        "Ni all y carehub hwn ddefnyddio'r gosodiadau yn y copi hwn. Ni newidiwyd dim."
    ),
    "The store in this backup cannot be used by this carehub. Nothing was changed.": (
        "Ni all y carehub hwn ddefnyddio'r storfa yn y copi hwn. Ni newidiwyd dim."
    ),
}
