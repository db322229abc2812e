"""Welsh of where a device is worn that feels falls."""

TEXTS = {
    "Where is it worn?": "Ble mae'n cael ei gwisgo?",
    "Who wears it?": "Pwy sy'n ei gwisgo?",
    "Where is it worn? A fall looks different at each place, and nobody guesses it.": "Ble mae'n cael ei gwisgo? Mae cwymp "
    "yn edrych yn wahanol ym mhob man, ac nid oes neb yn ei ddyfalu.",
    "At the waist, or on a strap around the chest": "Wrth y wasg, neu ar strap o amgylch y frest",
    "The place to wear it. 98 of 100 acted falls were seen, where the model has learned; nobody has tried it elsewhere.": (
        "Y lle i'w gwisgo. Gwelwyd 98 o bob 100 o gwympiadau actio, lle y dysgodd y model; nid oes neb wedi rhoi cynnig "
        "arni mewn man arall."
    ),
    "On the wrist or the arm": "Ar yr arddwrn neu'r fraich",
    "WEAK: in another laboratory a third of the acted falls was seen. It may add something to a button, and replaces "
    "nothing.": "GWAN: mewn labordy arall gwelwyd traean o'r cwympiadau actio. Gall ychwanegu rhywbeth at fotwm, ac nid "
    "yw'n disodli dim.",
    "In a trouser pocket, or at the hip": "Mewn poced trowsus, neu wrth y glun",
    "WEAK: two of three acted falls were seen, in the laboratory where the model has learned; nobody has tried it elsewhere.": (
        "GWAN: gwelwyd dau o bob tri chwymp actio, yn y labordy lle dysgodd y model; does neb wedi ei brofi yn unman arall."
    ),
    "{device}: {where}. {means}": "{device}: {where}. {means}",
    "Only for a fall device: the hub looks for falls in how this one moves.": "Dim ond ar gyfer dyfais gwympo: mae'r hwb "
    "yn chwilio am gwympiadau yn y ffordd y mae hon yn symud.",
    "It is worn here: {place}": "Mae'n cael ei gwisgo yma: {place}",
    "Say where it is worn": "Dywedwch ble mae'n cael ei gwisgo",
    "Where it is worn every day, as the resident wears it. A change takes its tests in the rooms back.": "Ble mae'n cael ei "
    "gwisgo bob dydd, fel y mae'r preswylydd yn ei gwisgo. Mae newid yn tynnu ei phrofion yn yr ystafelloedd yn ôl.",
    "It is worn there": "Mae'n cael ei gwisgo yno",
    "said where a device is worn": "dywedodd ble mae dyfais yn cael ei gwisgo",
}
