"""Welsh of who is asked when, and of the test texts."""

TEXTS = {
    "No test was sent:": "Ni anfonwyd prawf:",
    "Who is asked when": "Pwy sy'n cael ei ofyn pryd",
    "The next seven days, on the clocks of the home. The figure in a bar says whether somebody is asked first, second or later.": (
        "Y saith diwrnod nesaf, yn ôl clociau'r cartref. Mae'r ffigur mewn bar yn dweud a ofynnir i rywun yn gyntaf, yn ail neu'n hwyrach."
    ),
    "Nobody is asked here": "Ni ofynnir i neb yma",
    "A life alarm then asks everybody in spite of their hours; an urgent one waits for the next hour at which somebody may be asked.": (
        "Bydd larwm bywyd wedyn yn gofyn i bawb er gwaethaf eu horiau; mae un brys yn aros am yr awr nesaf pan ellir gofyn i rywun."
    ),
    "nobody": "neb",
    "The same in words, two weeks ahead": "Yr un peth mewn geiriau, bythefnos ymlaen",
    "Who is asked": "Pwy sy'n cael ei ofyn",
    "When": "Pryd",
    "Different once": "Yn wahanol unwaith",
    "Would an alarm reach them?": "A fyddai larwm yn eu cyrraedd?",
    "Send {name} a test text": "Anfon neges brawf at {name}",
    "Change {name}": "Newid {name}",
    "Add somebody": "Ychwanegu rhywun",
    "Change who is asked first": "Newid pwy sy'n cael ei ofyn gyntaf",
    "Note a holiday or a swap": "Nodi gwyliau neu gyfnewid",
    "A test text is on its way to {name}. When they answer OK, it stands here at once.": (
        "Mae neges brawf ar ei ffordd at {name}. Pan fyddant yn ateb OK, bydd yn ymddangos yma ar unwaith."
    ),
    "refuses texts or calls: an alarm does not reach them so": (
        "yn gwrthod negeseuon neu alwadau: nid yw larwm yn eu cyrraedd felly"
    ),
    "sent a test text": "anfonodd neges brawf",
    "The ladder": "Yr ysgol",
    "{who}; then, after {wait}, the next": "{who}; yna, ar ôl {wait}, y nesaf",
    "{name} is asked from {since} until {until}.": "Gofynnir i {name} o {since} tan {until}.",
    "{name} is not asked from {since} until {until}.": "Ni ofynnir i {name} o {since} tan {until}.",
    "proven: answered {when}": "wedi'i brofi: atebodd {when}",
    "asked {when}, and has not answered yet": "gofynnwyd {when}, heb ateb eto",
    "did not answer the test of {when}": "heb ateb prawf {when}",
    "not tested yet": "heb ei brofi eto",
    "has no telephone": "heb ffôn",
    "not known: the hub does not answer": "ddim yn hysbys: nid yw'r hwb yn ateb",
    "cannot come to the door": "yn methu dod at y drws",
    "{minutes} minutes away": "{minutes} munud i ffwrdd",
    "asked {hours}": "gofynnir {hours}",
    "asked at any hour": "gofynnir ar unrhyw awr",
}
