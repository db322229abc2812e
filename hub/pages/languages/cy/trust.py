"""Welsh of how a telephone comes to trust these pages."""

TEXTS = {
    "Trust these pages": "Ymddiried yn y tudalennau hyn",
    "A telephone warns of these pages because it does not know who vouches for them. This hub does so itself. Do this once, and it warns no more.": (
        "Mae ffôn yn rhybuddio am y tudalennau hyn am nad yw'n gwybod pwy sy'n eu gwarantu. Yr hwb ei hun sy'n gwneud hynny. Gwnewch hyn unwaith, ac ni fydd yn rhybuddio mwyach."
    ),
    "Compare these letters with those on the hub's label, or with what the installer wrote down. If they differ, stop.": (
        "Cymharwch y llythrennau hyn â'r rhai ar label yr hwb, neu â'r hyn a ysgrifennodd y gosodwr. Os ydynt yn wahanol, peidiwch â mynd ymhellach."
    ),
    "Load the certificate": "Llwytho'r dystysgrif",
    "On an iPhone": "Ar iPhone",
    "open Settings, Profile Downloaded, Install; then General, About, Certificate Trust Settings, and switch it on.": (
        "agorwch Settings, Profile Downloaded, Install; yna General, About, Certificate Trust Settings, a'i droi ymlaen."
    ),
    "On an Android telephone": "Ar ffôn Android",
    "open Settings, Security, Install a certificate, CA certificate, and choose the file carehub-home.crt.": (
        "agorwch Settings, Security, Install a certificate, CA certificate, a dewiswch y ffeil carehub-home.crt."
    ),
    "Close the browser, and open these pages again.": "Caewch y porwr, ac agorwch y tudalennau hyn eto.",
    "It vouches for this home's own network only, and for nothing on the internet.": (
        "Mae'n gwarantu rhwydwaith y cartref hwn yn unig, a dim byd ar y rhyngrwyd."
    ),
    "A proxy stands before these pages, and vouches for them. There is nothing to do here.": (
        "Mae dirprwy o flaen y tudalennau hyn, ac yn eu gwarantu. Nid oes dim i'w wneud yma."
    ),
}
