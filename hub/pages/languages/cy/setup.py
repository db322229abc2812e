"""Welsh of the settings in forms. What docs/settings.md says of each setting stays English (docs/pages.md)."""

TEXTS = {
    "What would change": "Beth fyddai'n newid",
    "Nothing is saved yet.": "Nid oes dim wedi'i gadw eto.",
    "now": "nawr",
    "then": "wedyn",
    "What the hub does stays the same: only how the file says it changes.": (
        "Mae'r hyn a wna'r hwb yn aros yr un fath: dim ond y ffordd y mae'r ffeil yn ei ddweud sy'n newid."
    ),
    "Then look at this": "Yna edrychwch ar hyn",
    "Save it, and tell the hub": "Ei gadw, a dweud wrth yr hwb",
    "Back, without saving": "Yn ôl, heb gadw",
    "The lines of the file that change": "Llinellau'r ffeil sy'n newid",
    "There is nothing to choose yet.": "Nid oes dim i'w ddewis eto.",
    "The secret itself is never written here, and never shown: only where it is.": (
        "Ni chaiff y gyfrinach ei hun byth ei hysgrifennu yma na'i dangos: dim ond ble mae hi."
    ),
    "Where it is": "Ble mae hi",
    "Nowhere: there is none": "Unman: nid oes un",
    "A credential of systemd": "Manylyn systemd",
    "A file on the hub": "Ffeil ar yr hwb",
    "A variable of the environment": "Newidyn amgylchedd",
    "Its name, or its path": "Ei henw, neu ei llwybr",
    "Choose": "Dewiswch",
    "As usual: {usual}": "Fel arfer: {usual}",
    "Nothing": "Dim",
    "yes": "ie",
    "no": "na",
    "none": "dim",
    "the centre": "y ganolfan",
    "centre": "canolfan",
    "One on each line.": "Un ar bob llinell.",
    "A length of time, such as 90s, 2m, 1h30m or 28d.": "Hyd o amser, fel 90s, 2m, 1h30m neu 28d.",
    "Left empty: {usual}": "Os yw'n wag: {usual}",
    "This one must be said.": "Rhaid dweud hwn.",
    "For example: {example}": "Er enghraifft: {example}",
    "Found {found}; expected {expected}.": "Canfuwyd {found}; disgwyliwyd {expected}.",
    "Files of before": "Ffeiliau blaenorol",
    "Settings": "Gosodiadau",
    "The last twenty files are kept, to the letter. Bringing one back is a change like any other, and can be undone too.": (
        "Cedwir yr ugain ffeil ddiwethaf, i'r llythyren. Mae dod ag un yn ôl yn newid fel unrhyw un arall, a gellir ei ddadwneud hefyd."
    ),
    "Until {when}": "Hyd at {when}",
    "then {who} changed it": "yna fe'i newidiwyd gan {who}",
    "somebody, by hand or by a command,": "rhywun, â llaw neu â gorchymyn,",
    "Undo the last change": "Dadwneud y newid diwethaf",
    "Bring the file of {when} back": "Dod â ffeil {when} yn ôl",
    "No change was made yet.": "Ni wnaed newid eto.",
    "The hub has refused the file:": "Mae'r hwb wedi gwrthod y ffeil:",
    "The file cannot be used as it is; the hub keeps what was set before.": (
        "Ni ellir defnyddio'r ffeil fel y mae; mae'r hwb yn cadw'r gosodiadau blaenorol."
    ),
    "Every setting of this home is in one file on the hub. A form shows what would change before anything is saved, keeps your comments, and can be undone.": (
        "Mae pob gosodiad o'r cartref hwn mewn un ffeil ar yr hwb. Mae ffurflen yn dangos beth fyddai'n newid cyn cadw dim, yn cadw eich sylwadau, a gellir ei dadwneud."
    ),
    "Last change: {who}.": "Newid diwethaf: {who}.",
    "by hand or by a command": "â llaw neu â gorchymyn",
    "Undo, or bring an older file back": "Dadwneud, neu ddod â ffeil hŷn yn ôl",
    "as usual": "fel arfer",
    "The file itself": "Y ffeil ei hun",
    "Read the whole file": "Darllen y ffeil gyfan",
    "one up": "un i fyny",
    "This cannot be saved": "Ni ellir cadw hyn",
    "This cannot be saved yet": "Ni ellir cadw hyn eto",
    "{what}: further up": "{what}: yn uwch",
    "{what}: further down": "{what}: yn is",
    "There is none yet.": "Nid oes un eto.",
    "Add one": "Ychwanegu un",
    "Somebody else was quicker": "Roedd rhywun arall yn gynt",
    "The settings were changed since you opened this page. Nothing of yours was saved, and nothing of theirs was lost.": (
        "Newidiwyd y gosodiadau ers i chi agor y dudalen hon. Ni chadwyd dim o'ch newid chi, ac ni chollwyd dim o'u newid nhw."
    ),
    "Open it anew, then change it": "Ei agor o'r newydd, yna ei newid",
    "See what would change": "Gweld beth fyddai'n newid",
    "Belongs to it": "Yn perthyn iddo",
    "Take {title} out": "Tynnu {title} allan",
    "The whole file": "Y ffeil gyfan",
    "It is read here, and changed in the forms, or on the hub itself:": (
        "Fe'i darllenir yma, a'i newid yn y ffurflenni, neu ar yr hwb ei hun:"
    ),
    "This cannot be done": "Ni ellir gwneud hyn",
    "Nothing was changed.": "Ni newidiwyd dim.",
    "To the settings": "I'r gosodiadau",
    "Home and resident": "Cartref a phreswylydd",
    "Who lives here, who else moves about, and how to get in.": (
        "Pwy sy'n byw yma, pwy arall sy'n symud o gwmpas, a sut i ddod i mewn."
    ),
    "People": "Pobl",
    "Everybody who may be told, with their numbers and hours.": "Pawb y gellir dweud wrthynt, gyda'u rhifau a'u horiau.",
    "Ladder": "Ysgol",
    "Who is asked first, and who after that.": "Pwy sy'n cael ei ofyn gyntaf, a phwy wedyn.",
    "Hours and rota": "Oriau a rota",
    "Holidays, swaps and the care visits of a week.": "Gwyliau, cyfnewidiadau ac ymweliadau gofal yr wythnos.",
    "Notices": "Hysbysiadau",
    "Who hears what is not urgent, and how often phones are tested.": (
        "Pwy sy'n clywed yr hyn nad yw'n frys, a pha mor aml y profir ffonau."
    ),
    "Devices and rooms": "Dyfeisiau ac ystafelloedd",
    "Sensors and buttons, where they are, and the radios that hear them.": (
        "Synwyryddion a botymau, ble maent, a'r radios sy'n eu clywed."
    ),
    "Detectors": "Canfodyddion",
    "When silence, an open door, cold or a fall becomes an alarm.": (
        "Pryd y daw tawelwch, drws agored, oerfel neu gwymp yn larwm."
    ),
    "Timers": "Amseryddion",
    "How long each step of an alarm may take, and how long things are kept.": (
        "Faint o amser y caiff pob cam o larwm ei gymryd, ac am ba hyd y cedwir pethau."
    ),
    "Ways out": "Ffyrdd allan",
    "How texts and calls leave, who watches the hub, and what is said in the home.": (
        "Sut mae negeseuon a galwadau'n gadael, pwy sy'n gwylio'r hwb, a beth a ddywedir yn y cartref."
    ),
    "Consent": "Cydsyniad",
    "What was agreed, by whom, and when it is looked at again.": "Beth a gytunwyd, gan bwy, a phryd yr edrychir arno eto.",
    "Where these pages can be reached.": "Ble gellir cyrraedd y tudalennau hyn.",
    "changed the settings": "newidiodd y gosodiadau",
    "One more: {what}": "Un arall: {what}",
    "That file could not be used today: {where}: found {found}; expected {expected}.": (
        "Ni ellid defnyddio'r ffeil honno heddiw: {where}: canfuwyd {found}; disgwyliwyd {expected}."
    ),
    "It is saved, and the hub has been told.": "Mae wedi'i gadw, ac mae'r hwb wedi cael gwybod.",
    "It is saved. No hub is running: it reads the settings when it starts.": (
        "Mae wedi'i gadw. Nid oes hwb yn rhedeg: mae'n darllen y gosodiadau pan fydd yn dechrau."
    ),
    "It is saved. The hub runs as another user. Tell it: sudo systemctl reload carehub": (
        "Mae wedi'i gadw. Mae'r hwb yn rhedeg fel defnyddiwr arall. Dywedwch wrtho: sudo systemctl reload carehub"
    ),
    "Nothing was changed: the file said so already.": "Ni newidiwyd dim: roedd y ffeil yn dweud hynny eisoes.",
}
