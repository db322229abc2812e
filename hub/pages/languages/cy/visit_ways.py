"""Welsh of the visit: ways out and rehearsal."""

TEXTS = {
    "People who never were live some weeks in this home, with its sensors and settings, and have accidents. Nobody is "
    "told anything.": "Mae pobl ddychmygol yn byw rhai wythnosau yn y cartref hwn, â'i synwyryddion a'i osodiadau, ac yn "
    "cael damweiniau. Nid oes neb yn cael gwybod dim.",
    "Rehearse again": "Ymarfer eto",
    "Rehearse": "Ymarfer",
    "Living through the weeks since {seconds} seconds. It takes about a minute; you can go on meanwhile.": "Yn byw "
    "drwy'r wythnosau ers {seconds} eiliad. Mae'n cymryd tua munud; gallwch barhau yn y cyfamser.",
    "That came to nothing: {because}": "Ni ddaeth dim o hynny: {because}",
    "Calls for nothing": "Galwadau heb achos",
    "All together": "Gyda'i gilydd",
    "{rate} a week (probably {low} to {high})": "{rate} yr wythnos ({low} i {high} mae'n debyg)",
    "Time until help is called": "Amser nes galw cymorth",
    "What this kit does not see": "Beth nad yw'r offer hwn yn ei weld",
    "Without a way out nothing else helps. It takes some seconds, and costs nothing.": "Heb ffordd allan nid oes dim "
    "arall yn helpu. Mae'n cymryd ychydig eiliadau, ac nid yw'n costio dim.",
    "Look at the ways out": "Edrych ar y ffyrdd allan",
    "Being looked at since {when}. It may take a minute where a line is dead.": "Yn cael ei edrych ers {when}. Gall "
    "gymryd munud lle mae llinell yn farw.",
    "works": "yn gweithio",
    "look at it": "edrychwch arno",
    "does not work": "ddim yn gweithio",
    "What to do:": "Beth i'w wneud:",
    "Looked at {when}.": "Edrychwyd {when}.",
    "Expected calls for nothing: {rate} a week.": "Galwadau disgwyliedig heb achos: {rate} yr wythnos.",
    "First come devices and people: then it can be rehearsed.": "Yn gyntaf daw dyfeisiau a phobl: yna gellir ymarfer.",
    "Not rehearsed yet.": "Heb ymarfer eto.",
    "The kit was changed since. Rehearse again.": "Newidiwyd yr offer ers hynny. Ymarferwch eto.",
    "began the rehearsal": "dechreuodd yr ymarfer",
    "An alarm can get out by {ways}.": "Gall larwm fynd allan drwy {ways}.",
    "{says} (looked at {time})": "{says} (edrychwyd {time})",
    "Texts are only printed on the hub: nobody's telephone rings. Set a provider up.": "Dim ond eu hargraffu ar yr hwb "
    "y mae negeseuon: nid yw ffôn neb yn canu. Gosodwch ddarparwr.",
    "NO way out: no alarm can leave this house.": "DIM ffordd allan: ni all unrhyw larwm adael y tŷ hwn.",
    "ONE way out ({way}): if it fails, nobody is told.": "UN ffordd allan ({way}): os bydd yn methu, nid oes neb yn cael "
    "gwybod.",
    "Every way out goes by one broadband line: when it is down, nobody is told.": "Mae pob ffordd allan yn mynd drwy un "
    "llinell band eang: pan fydd i lawr, nid oes neb yn cael gwybod.",
    "Not looked at yet.": "Heb edrych eto.",
    "The ways out were changed since. Look again.": "Newidiwyd y ffyrdd allan ers hynny. Edrychwch eto.",
    "looked at the ways out": "edrychodd ar y ffyrdd allan",
}
