"""Welsh of support: what is wrong, and what to do."""

TEXTS = {
    "The hub does not answer: {because}.": "Nid yw'r hwb yn ateb: {because}.",
    "On the hub, type: sudo systemctl restart carehub. Until it answers, ring or look in.": (
        "Ar yr hwb, teipiwch: sudo systemctl restart carehub. Nes iddo ateb, ffoniwch neu galwch heibio."
    ),
    "It has not answered since {at}.": "Nid yw wedi ateb ers {at}.",
    "What it wrote last: journalctl -u carehub -n 50": "Yr hyn a ysgrifennodd ddiwethaf: journalctl -u carehub -n 50",
    "Not connected: {link} ({because}).": "Heb ei gysylltu: {link} ({because}).",
    "Is it switched on and plugged in? Its check is below.": "A yw wedi'i droi ymlaen ac wedi'i blygio i mewn? Mae ei archwiliad isod.",
    "Could not be read, {n} times: {what}.": "Ni ellid ei ddarllen, {n} gwaith: {what}.",
    "Send the diagnostics to whoever helps.": "Anfonwch y diagnosteg at bwy bynnag sy'n helpu.",
    "Heard, but not in the settings: {names}.": "Wedi'u clywed, ond nid yn y gosodiadau: {names}.",
    "Give each its place at the visit, or remove it.": "Rhowch ei le i bob un yn yr ymweliad, neu tynnwch ef.",
    "The hub's disk or card takes nothing: what happens now may be forgotten.": (
        "Nid yw disg neu gerdyn yr hwb yn derbyn dim: gall yr hyn sy'n digwydd nawr fynd yn angof."
    ),
    "Make room, or replace the card. Then restart the hub.": "Gwnewch le, neu newidiwch y cerdyn. Yna ailgychwynnwch yr hwb.",
    "The hub could not handle {n} events: a fault in its program.": "Ni allai'r hwb drin {n} digwyddiad: nam yn ei raglen.",
    "{n} events could not be kept.": "Ni ellid cadw {n} digwyddiad.",
    "On the hub, type: sudo timedatectl set-ntp true. A battery clock helps without internet.": (
        "Ar yr hwb, teipiwch: sudo timedatectl set-ntp true. Mae cloc â batri yn helpu heb y rhyngrwyd."
    ),
    "The hub is not sure of the time.": "Nid yw'r hwb yn siŵr o'r amser.",
    "{n} messages wait to leave, the oldest since {at}.": "Mae {n} neges yn aros i adael, yr hynaf ers {at}.",
    "Is the broadband up? Make the check below, with the providers.": (
        "A yw'r band eang yn gweithio? Gwnewch yr archwiliad isod, gyda'r darparwyr."
    ),
    "{name}: {state}. {battery}": "{name}: {state}. {battery}",
    "Nothing can be seen since {at}.": "Ni ellir gweld dim ers {at}.",
    "See to the radios and links first: all comes back with them.": (
        "Ewch at y radios a'r cysylltiadau yn gyntaf: daw popeth yn ôl gyda nhw."
    ),
    "If there were an alarm now, nobody could be asked.": "Pe bai larwm nawr, ni ellid gofyn i neb.",
    "Look at the people and their hours.": "Edrychwch ar y bobl a'u horiau.",
    "A way out is down: {names}.": "Mae ffordd allan i lawr: {names}.",
    "It stands under Alarms, with its story.": "Mae o dan Larymau, gyda'i hanes.",
    "On the hub, type: systemctl status carehub": "Ar yr hwb, teipiwch: systemctl status carehub",
    "The hub's pulse is not seen: the auditor may take it for dead.": (
        "Ni welir curiad yr hwb: gall yr archwilydd gredu ei fod wedi marw."
    ),
    "On the hub, type: sudo systemctl restart carehub": "Ar yr hwb, teipiwch: sudo systemctl restart carehub",
    "The hub's pulse stands still since {at}.": "Mae curiad yr hwb wedi sefyll ers {at}.",
    "The auditor does not run: nobody would be told that the hub has stopped.": (
        "Nid yw'r archwilydd yn rhedeg: ni ddywedid wrth neb fod yr hwb wedi stopio."
    ),
    "On the hub, type: sudo systemctl restart carehub-audit": "Ar yr hwb, teipiwch: sudo systemctl restart carehub-audit",
    "looked whether an alarm can get out": "edrychodd a all larwm fynd allan",
    "These pages may not read that secret: only the hub has it. On the hub, type: sudo carehub check --live": (
        "Ni chaiff y tudalennau hyn ddarllen y gyfrinach honno: yr hwb yn unig sydd â hi. Ar yr hwb, teipiwch: sudo carehub check --live"
    ),
    "The hub is looking at everything that an alarm needs. It takes up to a minute.": (
        "Mae'r hwb yn edrych ar bopeth sydd ei angen ar larwm. Mae'n cymryd hyd at funud."
    ),
    "Wrong:": "O'i le:",
    "To be seen to:": "I roi sylw iddo:",
    "Nothing is wrong that the hub can see.": "Nid oes dim o'i le y gall yr hwb ei weld.",
    "The hub says of nothing that it is wrong. Whether an alarm can get out is known when the check below was made.": (
        "Nid yw'r hwb yn dweud bod dim o'i le. Gwyddys a all larwm fynd allan pan fydd yr archwiliad isod wedi'i wneud."
    ),
    "In order, by the check at {at}": "Mewn trefn, yn ôl yr archwiliad am {at}",
    "Nothing that it looked at.": "Dim byd yr edrychodd arno.",
    "With the providers asked.": "Gofynnwyd i'r darparwyr.",
    "The providers were not asked.": "Ni ofynnwyd i'r darparwyr.",
    "Can an alarm get out?": "A all larwm fynd allan?",
    "Looks at settings, radios, ways out, clock and disk. Nobody is texted.": (
        "Yn edrych ar osodiadau, radios, ffyrdd allan, cloc a disg. Ni thestir neb."
    ),
    "Ask the providers too, over the internet": "Gofyn i'r darparwyr hefyd, dros y rhyngrwyd",
    "Make the check": "Gwneud yr archwiliad",
    "took diagnostics, without personal data": "cymerodd ddiagnosteg, heb ddata personol",
    "Diagnostics": "Diagnosteg",
    "A file for whoever helps from afar. Personal data is taken out of it:": (
        "Ffeil i bwy bynnag sy'n helpu o bell. Tynnir data personol ohoni:"
    ),
    "In it: versions, how the hub is, each device by number and use, the settings' numbers and choices, what was done on these pages and by which role.": (
        "Ynddi: fersiynau, sut mae'r hwb, pob dyfais yn ôl rhif a defnydd, rhifau a dewisiadau'r gosodiadau, yr hyn a wnaed ar y tudalennau hyn a chan ba rôl."
    ),
    "Replaced: every name, telephone number, address, code, secret, and the id of every person, room and device.": (
        "Wedi'u disodli: pob enw, rhif ffôn, cyfeiriad, cod, cyfrinach, ac enw mewnol pob person, ystafell a dyfais."
    ),
    "Not in it: alarms, messages, movement, the program's log.": "Nid ynddi: larymau, negeseuon, symudiad, cofnod y rhaglen.",
    "Load the diagnostics": "Llwytho'r diagnosteg",
    "Back to support": "Yn ôl i gymorth",
    "For whoever helps": "I bwy bynnag sy'n helpu",
    "To load, without personal data": "I'w llwytho, heb ddata personol",
    "The home's data": "Data'r cartref",
    "Backup, restore, update, erase": "Copi wrth gefn, adfer, diweddaru, dileu",
    "took a copy of the settings file": "cymerodd gopi o'r ffeil gosodiadau",
    "There is nothing to copy yet: no hub has run here.": "Nid oes dim i'w gopïo eto: nid oes hwb wedi rhedeg yma.",
    "An alarm is open. The copy waits until it is over, so that it slows nothing down.": (
        "Mae larwm ar agor. Mae'r copi yn aros nes bod y larwm drosodd, fel nad yw'n arafu dim."
    ),
    "Backup": "Copi wrth gefn",
    "The settings file cannot be read, so nobody can say whether a secret is in it: it is not given out. See to it first.": (
        "Ni ellir darllen y ffeil gosodiadau, felly ni all neb ddweud a oes cyfrinach ynddi: ni chaiff ei rhoi allan. Ewch ati yn gyntaf."
    ),
    "Load the settings file": "Llwytho'r ffeil gosodiadau",
    "Restore": "Adfer",
    "Update": "Diweddaru",
    "Alarms and everything that is kept stay. Try a help button once afterwards: carehub try, with its name.": (
        "Mae larymau a phopeth a gedwir yn aros. Rhowch gynnig ar fotwm cymorth unwaith wedyn: carehub try, gyda'i enw."
    ),
    "Erase": "Dileu",
}
