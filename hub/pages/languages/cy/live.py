"""Welsh of what a page says that updates itself."""

TEXTS = {
    "Not connected to the hub since {time}.": "Dim cysylltiad â'r hwb ers {time}.",
    "What you see may be old.": "Gall yr hyn a welwch fod yn hen.",
    "If it cannot wait, ring the home, and answer by text to {number}.": (
        "Os na all aros, ffoniwch y cartref, ac atebwch drwy neges destun i {number}."
    ),
    "If it cannot wait, ring the home, and answer by text.": (
        "Os na all aros, ffoniwch y cartref, ac atebwch drwy neges destun."
    ),
    "You are signed out, and see nothing new.": "Rydych wedi allgofnodi, ac ni welwch ddim newydd.",
    "Sign in again": "Mewngofnodi eto",
}
