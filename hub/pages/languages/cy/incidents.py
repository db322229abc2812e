"""Welsh of the pages of alarms."""

TEXTS = {
    "Open: {number}": "Ar agor: {number}",
    "Open": "Ar agor",
    "Nothing is open.": "Nid oes dim ar agor.",
    "Nothing was open when the hub last answered.": "Nid oedd dim ar agor pan atebodd yr hwb ddiwethaf.",
    "Not closed: something came since you looked ({because}). Look again, then close it.": (
        "Heb ei gau: daeth rhywbeth ers i chi edrych ({because}). Edrychwch eto, yna ei gau."
    ),
    "Nothing was done: it is over already. {outcome}.": "Ni wnaed dim: mae drosodd yn barod. {outcome}.",
    "Nothing was done: this alarm is not known any more.": "Ni wnaed dim: nid yw'r larwm hwn yn hysbys mwyach.",
    "Only who is going is told how to get in, and nobody has it yet. Say first that you are going.": (
        "Dim ond y sawl sy'n mynd sy'n cael gwybod sut i fynd i mewn, ac nid oes neb wedi ei gymryd eto. "
        "Dywedwch yn gyntaf eich bod yn mynd."
    ),
    "Only who is going is told how to get in. {name} has it.": (
        "Dim ond y sawl sy'n mynd sy'n cael gwybod sut i fynd i mewn. Mae {name} yn gofalu amdano."
    ),
    "Nothing is noted about how to get in. If life is at risk, ring 999.": (
        "Nid oes dim wedi'i nodi am sut i fynd i mewn. Os oes perygl i fywyd, ffoniwch 999."
    ),
    "Nothing was done: this is about somebody else who lives here. Tell it to whoever comes.": (
        "Ni wnaed dim: mae hyn am rywun arall sy'n byw yma. Dywedwch hynny wrth bwy bynnag sy'n dod."
    ),
    "Nothing was done: it is a test. Nobody needs help, and nobody has to go.": (
        "Ni wnaed dim: prawf ydyw. Nid oes angen help ar neb, ac nid oes rhaid i neb fynd."
    ),
    "Nothing was done: minutes must be 1 to {number}.": "Ni wnaed dim: rhaid i funudau fod rhwng 1 a {number}.",
    "Nothing was done: {name} does not have it.": "Ni wnaed dim: nid {name} sy'n gofalu amdano.",
    "Past": "Wedi dod i ben",
    "Earlier": "Cynharach",
    "Nothing yet.": "Dim eto.",
    "Newest": "Diweddaraf",
    "As it was at {time}.": "Fel yr oedd am {time}.",
    "Load again": "Llwytho eto",
    "No hub has run here yet: there are no alarms to show.": (
        "Nid oes hwb wedi rhedeg yma eto: nid oes larymau i'w dangos."
    ),
    "TEST: nobody needs help": "TEST (prawf): nid oes angen cymorth ar neb",
    "Since {time}": "Ers {time}",
    "Code {code}": "Cod {code}",
    "Needs: {needs}": "Anghenion: {needs}",
    "I am all right": "Rwy'n iawn",
    "Then nobody is asked.": "Yna ni ofynnir i neb.",
    "People have been told. Whoever comes hears that you are all right, and may still look in.": (
        "Mae pobl wedi cael gwybod. Bydd pwy bynnag sy'n dod yn clywed eich bod yn iawn, a gall alw heibio o hyd."
    ),
    "You said at {time} that you are all right.": "Dywedoch am {time} eich bod yn iawn.",
    "What you do": "Beth rydych chi'n ei wneud",
    "I am still going": "Rwy'n dal i fynd",
    "I am going too": "Rwy'n mynd hefyd",
    "I am going": "Rwy'n mynd",
    "Minutes, if you know": "Munudau, os gwyddoch",
    "I will see to it": "Fe ofalaf am hyn",
    "A carer comes": "Mae gofalwr yn dod",
    "I am still there": "Rwy'n dal yno",
    "I am there": "Rwyf yno",
    "I cannot go after all": "Alla i ddim mynd wedi'r cyfan",
    "I cannot": "Alla i ddim",
    "999 was called": "Ffoniwyd 999",
    "Hand over to": "Rhoi i",
    "Ask them": "Gofyn iddynt",
    "How it ended": "Sut y daeth i ben",
    "False alarm: what was it?": "Larwm ffug: beth oedd e?",
    "How to get in": "Sut i fynd i mewn",
    "Only you see this, while you have it. That you looked is written down. Do not copy it.": (
        "Dim ond chi sy'n gweld hyn, tra ei fod gennych. Cofnodwyd eich bod wedi edrych. Peidiwch â'i gopïo."
    ),
    "How do I get in?": "Sut mae mynd i mewn?",
    "That you looked is written down.": "Cofnodir eich bod wedi edrych.",
    "Rooms, and the last movement in each": "Ystafelloedd, a'r symudiad diwethaf ym mhob un",
    "Rooms": "Ystafelloedd",
    "alarm here": "larwm yma",
    "The same in words": "Yr un peth mewn geiriau",
    "last movement: {time}": "symudiad diwethaf: {time}",
    "● is the newest. You see movement because somebody may have to go there; when it is over you do not.": (
        "● yw'r diweddaraf. Gwelwch symudiad am y gall fod rhaid i rywun fynd yno; pan ddaw i ben, ni welwch ef."
    ),
    "● is the newest.": "● yw'r diweddaraf.",
    "Who was told, and who answered": "Pwy gafodd wybod, a phwy atebodd",
    "{number} more before, below": "{number} arall cyn hynny, isod",
    "A text that arrived is no answer: only what a person says counts.": (
        "Nid yw neges a gyrhaeddodd yn ateb: dim ond yr hyn a ddywed rhywun sy'n cyfrif."
    ),
    "Nobody yet.": "Neb eto.",
    "The whole story": "Yr hanes cyfan",
    "All alarms": "Pob larwm",
    "All ok: it is over, and all are well": "Popeth yn iawn: mae drosodd, ac mae pawb yn iawn",
    "Spoke to them: it is settled": "Siaradwyd â nhw: mae wedi'i setlo",
    "Taken to hospital": "Wedi mynd i'r ysbyty",
    "No access: nobody can get in": "Methu mynd i mewn: ni all neb fynd i mewn",
    "Pressed by mistake": "Pwyswyd trwy gamgymeriad",
    "A sensor was wrong": "Roedd synhwyrydd yn anghywir",
    "Somebody else was there": "Roedd rhywun arall yno",
    "A pet": "Anifail anwes",
    "Nobody was at home": "Nid oedd neb gartref",
    "They slept longer": "Cysgu'n hirach",
    "A test that nobody had said": "Prawf nad oedd neb wedi sôn amdano",
    "Something else": "Rhywbeth arall",
    "They sat down hard": "Eistedd i lawr yn galed",
    "They stumbled": "Baglu",
    "It was dropped": "Cafodd ei ollwng",
    "It was taken off": "Cafodd ei dynnu oddi amdanynt",
    "Minutes are a whole number, such as 15.": "Rhif cyfan yw munudau, megis 15.",
    "Choose what you do.": "Dewiswch beth rydych chi'n ei wneud.",
    "This form was made by another version. Load the page again.": (
        "Gwnaed y ffurflen hon gan fersiwn arall. Llwythwch y dudalen eto."
    ),
    "The visit was made": "Cafwyd yr ymweliad",
    "It is seen to": "Mae wedi cael sylw",
    "The test is over": "Mae'r prawf drosodd",
    "Nobody was told, and nothing was changed: the hub does not answer. Ring, or answer by text instead.": (
        "Ni ddywedwyd wrth neb, ac ni newidiwyd dim: nid yw'r hwb yn ateb. Ffoniwch, neu atebwch drwy neges destun."
    ),
    "answered an alarm": "atebodd larwm",
    "looked at how to get in": "edrychodd ar sut i fynd i mewn",
    "none seen": "dim wedi'i weld",
    "answered on a page, or at the hub": "atebwyd ar dudalen, neu wrth yr hwb",
    "answered by text": "atebwyd drwy neges destun",
    "answered in a call": "atebwyd mewn galwad",
    "answered by the centre": "atebwyd gan y ganolfan",
    "It is over, and she or he is well": "Mae drosodd, ac mae hi neu ef yn iawn",
    "An ambulance came": "Daeth ambiwlans",
    "Nobody could get in": "Ni allai neb fynd i mewn",
    "False alarm": "Larwm ffug",
    "It was a test": "Prawf oedd hwn",
    "Cancelled by the resident in time: nobody was told": "Canslwyd gan y preswylydd mewn pryd: ni ddywedwyd wrth neb",
    "It works again": "Mae'n gweithio eto",
    "The resident has died": "Mae'r preswylydd wedi marw",
    "Movement was seen again before anybody answered": "Gwelwyd symudiad eto cyn i neb ateb",
    "The service has ended": "Mae'r gwasanaeth wedi dod i ben",
    "The care visit was made": "Cafwyd yr ymweliad gofal",
    "The care visit was missed": "Collwyd yr ymweliad gofal",
    "The care visit was not seen": "Ni welwyd yr ymweliad gofal",
    "{name} has it and is going.": "Mae {name} yn gofalu amdano ac yn mynd.",
    "{name} is on the way.": "Mae {name} ar y ffordd.",
    "{name} is there.": "Mae {name} yno.",
    "Nobody has answered yet.": "Nid oes neb wedi ateb eto.",
    "If nobody answers, asked next at {time}: {names}.": "Os nad oes neb yn ateb, gofynnir nesaf am {time}: {names}.",
    "{name} is asked at {due} how it goes.": "Gofynnir i {name} am {due} sut mae pethau.",
    "Nobody was told yet: it can still be cancelled.": "Ni ddywedwyd wrth neb eto: gellir ei ganslo o hyd.",
    "{name} coordinates, and cannot be there: somebody must still go.": (
        "Mae {name} yn cydlynu, ac ni all fod yno: rhaid i rywun fynd o hyd."
    ),
    "{name} sees to it.": "Mae {name} yn gofalu am hyn.",
    "Nobody has to go: it is told, and waits to be seen to.": (
        "Nid oes rhaid i neb fynd: mae wedi'i ddweud, ac yn aros am sylw."
    ),
    "It is over": "Mae drosodd",
    "If nobody cancels it, people are asked at {time}.": "Os nad oes neb yn ei ganslo, gofynnir i bobl am {time}.",
    "{name} was asked at {time} how it goes, and has not said. Others are asked at {due}.": (
        "Gofynnwyd i {name} am {time} sut mae pethau, heb ateb. Gofynnir i eraill am {due}."
    ),
    "Said at {time}: {minutes} minutes, so there at about {there}.": (
        "Dywedwyd am {time}: {minutes} munud, felly yno tua {there}."
    ),
    "Ring 999 first.": "Ffoniwch 999 yn gyntaf.",
    "999 was called at {time}.": "Ffoniwyd 999 am {time}.",
    "{name} is asked to take it over until {time}. Until then it stays {by}'s.": (
        "Gofynnir i {name} ei gymryd drosodd hyd {time}. Tan hynny, {by} sy'n gyfrifol."
    ),
    "It happened again at {time}.": "Digwyddodd eto am {time}.",
    "It was told late: the hub was off, or could not be reached.": (
        "Fe'i dywedwyd yn hwyr: roedd yr hwb i ffwrdd, neu ni ellid ei gyrraedd."
    ),
    "asked to go": "gofynnwyd i fynd",
    "asked how it goes": "gofynnwyd sut mae pethau",
    "told the news": "dywedwyd y newyddion",
    "told how it ended": "dywedwyd sut y daeth i ben",
    "told": "dywedwyd",
    "answered": "atebwyd",
    "told how to get in": "dywedwyd sut i fynd i mewn",
    "tested": "profwyd",
    "by text": "drwy neges destun",
    "by a call": "drwy alwad",
    "by the centre's program": "drwy raglen y ganolfan",
    "not sent yet": "heb ei hanfon eto",
    "sent": "anfonwyd",
    "on the telephone, which is no answer": "ar y ffôn, ac nid yw hynny'n ateb",
    "could not be sent yet": "ni ellid ei hanfon eto",
    "could not be sent": "ni ellid ei hanfon",
    "not answered": "heb ei ateb",
    "The centre": "Y ganolfan",
    "coordinates": "yn cydlynu",
    "cannot go": "ni all fynd",
    "has answered": "wedi ateb",
    "has not answered": "heb ateb",
    "has it": "yn gofalu amdano",
    "had it": "oedd yn gofalu amdano",
}
