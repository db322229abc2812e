"""Welsh of what was agreed, and of withdrawing it."""

TEXTS = {
    "What was agreed, and withdrawing it": "Yr hyn y cytunwyd arno, a'i dynnu'n ôl",
    "Who agreed to what; it can be withdrawn": "Pwy gytunodd i beth; gellir ei dynnu'n ôl",
    "Nobody is called when a worn device feels a fall, or a sensor in a room sees one.": "Ni elwir neb pan fydd dyfais a "
    "wisgir yn teimlo cwymp, neu synhwyrydd mewn ystafell yn gweld un.",
    "Nobody is called when nothing moves for long: whoever lies on the floor and cannot press is not found.": (
        "Ni elwir neb pan na fydd dim yn symud am hir: ni cheir hyd i rywun sy'n gorwedd ar y llawr ac yn methu pwyso."
    ),
    "Nobody is called when the door is used at night, or when nobody has come back.": "Ni elwir neb pan ddefnyddir y drws "
    "yn y nos, neu pan nad oes neb wedi dod yn ôl.",
    "Usual days are not learned any more, and nobody hears that they have changed.": "Ni ddysgir dyddiau arferol mwyach, ac "
    "nid oes neb yn clywed eu bod wedi newid.",
    "Expected care visits are not watched: nobody hears of one that was not made.": "Ni wylir ymweliadau gofal "
    "disgwyliedig: nid oes neb yn clywed am un na wnaed.",
    "Nobody hears that the home is too cold or too hot, or that something was left on.": "Nid oes neb yn clywed bod y "
    "cartref yn rhy oer neu'n rhy boeth, na bod rhywbeth wedi'i adael ymlaen.",
    "The care centre gets no alarms any more, and answers none. The people on the ladder do.": "Nid yw'r ganolfan ofal yn "
    "cael larymau mwyach, nac yn eu hateb. Mae'r bobl ar yr ysgol yn gwneud.",
    "Family and carers do not see any more on these pages which room was used when.": "Nid yw teulu a gofalwyr yn gweld "
    "mwyach ar y tudalennau hyn pa ystafell a ddefnyddiwyd pryd.",
    "What a worn device felt is not used any more to improve detection.": "Ni ddefnyddir mwyach yr hyn a deimlodd dyfais a "
    "wisgir i wella canfod.",
    "Withdrawn: {what}": "Tynnwyd yn ôl: {what}",
    "It is written down. The hub could not be told just now: it reads its settings when it starts, or with: sudo systemctl "
    "reload carehub": "Mae wedi'i ysgrifennu. Ni ellid dweud wrth yr hwb nawr: mae'n darllen ei osodiadau wrth gychwyn, neu "
    "gyda: sudo systemctl reload carehub",
    "Nothing was ever written down here, so everything is on. Ask at a visit.": "Ni ysgrifennwyd dim yma erioed, felly mae "
    "popeth ymlaen. Gofynnwch ar ymweliad.",
    "What is not agreed does not exist in this home. Whoever decided may withdraw it at any time, and nobody needs a "
    "reason.": "Nid yw'r hyn na chytunwyd arno yn bodoli yn y cartref hwn. Caiff pwy bynnag a benderfynodd ei dynnu'n ôl ar "
    "unrhyw adeg, ac nid oes angen rheswm ar neb.",
    "To agree to something again, it is asked at a visit.": "I gytuno i rywbeth eto, gofynnir amdano ar ymweliad.",
    "What is over then": "Beth sy'n dod i ben wedyn",
    "It is so at once, and until it is agreed again. An alarm that people were told of already goes on; the help button, "
    "smoke, gas and carbon monoxide call as ever.": "Mae felly ar unwaith, a hyd nes y cytunir arno eto. Mae larwm y "
    "dywedwyd wrth bobl amdano eisoes yn parhau; mae'r botwm cymorth, mwg, nwy a charbon monocsid yn galw fel erioed.",
    "It is written down that you decided this, {name}, and when.": "Ysgrifennir mai chi a benderfynodd hyn, {name}, a phryd.",
    "Withdraw it now": "Ei dynnu'n ôl nawr",
    "Leave it as it is": "Ei adael fel y mae",
}
