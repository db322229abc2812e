"""Welsh of the visit: its frame, consent, access, home and rooms."""

TEXTS = {
    # the frame
    "The last visit was closed on {when} by {name}.": "Caewyd yr ymweliad diwethaf ar {when} gan {name}.",
    "Its certificate": "Ei dystysgrif",
    "A visit sets this home up, step by step, and leaves it with proof. You can stop at any time, and go on in any "
    "browser.": "Mae ymweliad yn gosod y cartref hwn, gam wrth gam, ac yn ei adael â phrawf. Gallwch stopio unrhyw "
    "bryd, a pharhau mewn unrhyw borwr.",
    "Begin a visit": "Dechrau ymweliad",
    "The steps": "Y camau",
    "Begun on {when} by {name}.": "Dechreuwyd ar {when} gan {name}.",
    "done": "wedi'i wneud",
    "left out": "wedi'i hepgor",
    "proof pending": "prawf i ddod",
    "to do": "i'w wneud",
    "Step {number} of {of}": "Cam {number} o {of}",
    "Leave this step out": "Hepgor y cam hwn",
    "Why?": "Pam?",
    "It stands on the certificate. Leave it empty to take the step up again.": "Mae'n sefyll ar y dystysgrif. "
    "Gadewch yn wag i ailafael yn y cam.",
    "Leave it out": "Ei hepgor",
    "Left out because: {because}": "Wedi'i hepgor oherwydd: {because}",
    "Steps": "Camau",
    "Back": "Yn ôl",
    "All steps": "Pob cam",
    "Next": "Nesaf",
    "Certificate": "Tystysgrif",
    "began a visit": "dechreuodd ymweliad",
    "left a step out": "hepgorodd gam",
    "took a step up again": "ailafaelodd mewn cam",
    "Write this down": "Cofnodi hyn",
    "{some}; {one}": "{some}; {one}",
    "This cannot be: {found}. Needed: {expected}. For example: {example}": "Ni all hyn fod: {found}. Mae angen: "
    "{expected}. Er enghraifft: {example}",
    # the steps
    "What was agreed": "Yr hyn y cytunwyd arno",
    "Who agreed to what, and when it is looked at again.": "Pwy gytunodd i beth, a phryd yr edrychir arno eto.",
    "Ways out": "Ffyrdd allan",
    "Can an alarm leave this house? All else rests on it.": "A all larwm adael y tŷ hwn? Mae popeth arall yn dibynnu "
    "arno.",
    "How to get in": "Sut i fynd i mewn",
    "Street door, key safe, key, dog and oxygen: each of them tried.": "Drws y stryd, sêff allweddi, allwedd, ci ac "
    "ocsigen: pob un wedi'i brofi.",
    "Home and resident": "Cartref a phreswylydd",
    "Who lives and moves here, and what they need.": "Pwy sy'n byw ac yn symud yma, a beth sydd ei angen arnynt.",
    "Rooms": "Ystafelloedd",
    "The rooms, and which of them has a door to the outside.": "Yr ystafelloedd, a pha un sydd â drws i'r tu allan.",
    "Devices": "Dyfeisiau",
    "Each device joins, and gets its name, its room and what it is there for.": "Mae pob dyfais yn ymuno, ac yn cael "
    "ei henw, ei hystafell a'i gwaith.",
    "Places": "Lleoedd",
    "Each device where it will stay, with enough signal there.": "Pob dyfais lle bydd yn aros, â digon o signal yno.",
    "Walk test": "Prawf cerdded",
    "You walk through the home, and each sensor is heard.": "Rydych yn cerdded drwy'r cartref, a chlywir pob "
    "synhwyrydd.",
    "Help button": "Botwm cymorth",
    "Pressed in every room where it will be worn.": "Wedi'i wasgu ym mhob ystafell lle caiff ei wisgo.",
    "Fall device": "Dyfais gwympo",
    "Worn for a few minutes, and looked at.": "Wedi'i gwisgo am ychydig funudau, ac edrych arni.",
    "The resident presses": "Y preswylydd yn gwasgu",
    "The resident presses once, and hears the answer.": "Mae'r preswylydd yn gwasgu unwaith, ac yn clywed yr ateb.",
    "People": "Pobl",
    "Who is asked, in which order, and whether each of them can be reached.": "Pwy ofynnir, ym mha drefn, ac a ellir "
    "cyrraedd pob un.",
    "Rehearsal": "Ymarfer",
    "What this kit would notice, how soon, and how often for nothing.": "Beth fyddai'r offer hwn yn sylwi arno, pa mor "
    "fuan, a pha mor aml heb achos.",
    # consent
    "Read each of them aloud. What is not agreed does not exist in this home, and can be agreed later.": "Darllenwch "
    "bob un yn uchel. Nid yw'r hyn na chytunir arno yn bodoli yn y cartref hwn, a gellir cytuno arno'n ddiweddarach.",
    "What it is": "Beth ydyw",
    "What it sees": "Beth mae'n ei weld",
    "Who hears of it": "Pwy sy'n clywed amdano",
    "Agreed": "Cytunwyd",
    "Not agreed": "Ni chytunwyd",
    "To be looked at again: {day}": "I edrych arno eto: {day}",
    "{what}: agreed?": "{what}: cytuno?",
    "Who decides": "Pwy sy'n penderfynu",
    "This is written for every answer that is new or changed.": "Ysgrifennir hyn ar gyfer pob ateb newydd neu wedi'i "
    "newid.",
    "Decided by": "Penderfynwyd gan",
    "Name of who decides": "Enw'r sawl sy'n penderfynu",
    "Not needed for the resident.": "Nid oes ei angen ar gyfer y preswylydd.",
    "Day of the answer": "Diwrnod yr ateb",
    "Day to look at it again": "Diwrnod i edrych arno eto",
    "Write this for the answers that stay the same too: they were asked again": "Ysgrifennu hyn ar gyfer yr atebion "
    "sy'n aros yr un fath hefyd: fe'u gofynnwyd eto",
    "Write the answers down": "Cofnodi'r atebion",
    "Withdraw": "Tynnu'n ôl",
    "One touch, and it is over from now on.": "Un cyffyrddiad, ac mae drosodd o hyn ymlaen.",
    "Withdraw: {what}": "Tynnu'n ôl: {what}",
    "The resident, who understands what this is": "Y preswylydd, sy'n deall beth yw hyn",
    "An attorney for health and welfare": "Atwrnai dros iechyd a lles",
    "A best interests decision, as the resident cannot decide this now": "Penderfyniad er lles pennaf, gan na all y "
    "preswylydd benderfynu hyn nawr",
    "Falls": "Cwympiadau",
    "Calls for help when a worn device feels a fall, or a sensor in a room sees one.": "Yn galw am gymorth pan fydd "
    "dyfais a wisgir yn teimlo cwymp, neu synhwyrydd mewn ystafell yn gweld un.",
    "How the worn device moves. No picture and no sound.": "Sut mae'r ddyfais yn symud. Dim llun a dim sain.",
    "The people on the ladder, if it is an alarm.": "Y bobl ar yr ysgol, os yw'n larwm.",
    "No movement": "Dim symudiad",
    "Calls for help when nothing, or one room only, has moved for much longer than usual.": "Yn galw am gymorth pan nad "
    "oes dim, neu ddim ond mewn un ystafell, wedi symud am lawer yn hirach nag arfer.",
    "In which room something moved, and when.": "Ym mha ystafell y symudodd rhywbeth, a phryd.",
    "Out at night, or not back": "Allan gyda'r nos, neu heb ddod yn ôl",
    "Calls somebody when the door is used at night, or when nobody has come back.": "Yn galw rhywun pan ddefnyddir y "
    "drws gyda'r nos, neu pan nad oes neb wedi dod yn ôl.",
    "When the outside door opens, and whether anybody moves inside.": "Pryd mae'r drws allan yn agor, ac a oes rhywun "
    "yn symud y tu mewn.",
    "Changes of the usual days": "Newidiadau yn y dyddiau arferol",
    "Learns what a usual week is like, and says when it changes for days.": "Yn dysgu sut mae wythnos arferol, ac yn "
    "dweud pan fydd yn newid am ddyddiau.",
    "When the resident sleeps, uses the bathroom, eats and goes out.": "Pryd mae'r preswylydd yn cysgu, yn defnyddio'r "
    "ystafell ymolchi, yn bwyta ac yn mynd allan.",
    "Whoever hears notices, in one sentence. It stays on the hub.": "Pwy bynnag sy'n clywed hysbysiadau, mewn un "
    "frawddeg. Mae'n aros ar yr hwb.",
    "Care visits": "Ymweliadau gofal",
    "Notices when an expected carer comes, is late, or does not come.": "Yn sylwi pan fydd gofalwr disgwyliedig yn "
    "dod, yn hwyr, neu ddim yn dod.",
    "The door, movement, and the carer's tag.": "Y drws, symudiad, a thag y gofalwr.",
    "The care agency and the people on the ladder.": "Yr asiantaeth ofal a'r bobl ar yr ysgol.",
    "Cold, heat and appliances": "Oerfel, gwres ac offer",
    "Says when the home is too cold or too hot, or something is left on.": "Yn dweud pan fydd y cartref yn rhy oer neu'n "
    "rhy boeth, neu rywbeth wedi'i adael ymlaen.",
    "Temperature, damp, and which plugs use power.": "Tymheredd, lleithder, a pha blygiau sy'n defnyddio pŵer.",
    "Whoever hears notices, or the people on the ladder.": "Pwy bynnag sy'n clywed hysbysiadau, neu'r bobl ar yr ysgol.",
    "Sharing with the care centre": "Rhannu â'r ganolfan ofal",
    "A care centre gets the alarms too, and answers them.": "Mae canolfan ofal yn cael y larymau hefyd, ac yn eu hateb.",
    "Alarms, and whether the hub works. Not the usual days.": "Larymau, ac a yw'r hwb yn gweithio. Nid y dyddiau "
    "arferol.",
    "The staff of the centre.": "Staff y ganolfan.",
    "Family sees the days in detail": "Y teulu'n gweld y dyddiau'n fanwl",
    "Family and carers may see on these pages which room was used when.": "Caiff teulu a gofalwyr weld ar y tudalennau "
    "hyn pa ystafell a ddefnyddiwyd pryd.",
    "Rooms and times of every day.": "Ystafelloedd ac amseroedd pob dydd.",
    "Every carer who may sign in here. Not responders and installers.": "Pob gofalwr a gaiff fewngofnodi yma. Nid "
    "ymatebwyr na gosodwyr.",
    "Better detection for others": "Gwell canfod i eraill",
    "What a worn device felt at a false alarm may be used to improve it.": "Gellir defnyddio'r hyn a deimlodd dyfais "
    "adeg camrybudd i'w gwella.",
    "Some seconds of how the device moved, without a name.": "Ychydig eiliadau o sut y symudodd y ddyfais, heb enw.",
    "Whoever trains the detector, if it is sent.": "Pwy bynnag sy'n hyfforddi'r canfodydd, os anfonir ef.",
    "Everything was asked, and the answers are written down.": "Gofynnwyd popeth, ac mae'r atebion wedi'u cofnodi.",
    "Not asked yet: {what}.": "Heb ei ofyn eto: {what}.",
    "Agreed, but not by whom, when, and when to look at it again: {what}.": (
        "Cytunwyd, ond nid gan bwy, pryd, a phryd i edrych ar hyn eto: {what}."
    ),
    "To be asked again by now: {what}.": "I'w ofyn eto erbyn hyn: {what}.",
    "Choose who decides.": "Dewiswch pwy sy'n penderfynu.",
    "The day to look at it again comes after the day of the answer.": "Daw'r diwrnod i edrych arno eto ar ôl diwrnod yr "
    "ateb.",
    "Write the name of the attorney, or of who led the best interests decision.": "Ysgrifennwch enw'r atwrnai, neu'r "
    "sawl a arweiniodd y penderfyniad er lles pennaf.",
    "Give a date, such as 2026-11-28.": "Rhowch ddyddiad, megis 2026-11-28.",
    "withdrew what was agreed": "tynnodd yn ôl yr hyn y cytunwyd arno",
    "asked what is agreed": "gofynnodd beth y cytunir arno",
    "wrote down what was agreed": "cofnododd yr hyn y cytunwyd arno",
    # access
    "Only who has accepted an alarm is told this, when they ask for it. A code is never shown again.": "Dim ond y sawl "
    "sydd wedi derbyn larwm sy'n cael gwybod hyn, pan fyddant yn gofyn. Ni ddangosir cod byth eto.",
    "A code that you replace or forget is deleted once none of the last changes of the settings could bring it back.": (
        "Dilëir cod a ddisodlir neu a anghofir unwaith na allai dadwneud yr un o'r newidiadau diwethaf i'r gosodiadau "
        "ddod ag ef yn ôl."
    ),
    "Street door": "Drws y stryd",
    "How to find it, and what to ring: blue door, ring flat 3.": "Sut i ddod o hyd iddo, a beth i'w ganu: drws glas, "
    "canwch fflat 3.",
    "Code of the street door": "Cod drws y stryd",
    "A code is kept. Type a new one to replace it.": "Cedwir cod. Teipiwch un newydd i'w ddisodli.",
    "Leave it empty if there is none.": "Gadewch yn wag os nad oes un.",
    "Forget the code of the street door": "Anghofio cod drws y stryd",
    "Key safe": "Sêff allweddi",
    "Where it is: left of the back door.": "Ble mae hi: i'r chwith o'r drws cefn.",
    "Code of the key safe": "Cod y sêff allweddi",
    "Forget the code of the key safe": "Anghofio cod y sêff allweddi",
    "Dog": "Ci",
    "Name, temper, where it is: Bess, friendly, in the kitchen.": "Enw, natur, ble mae: Bess, cyfeillgar, yn y gegin.",
    "Oxygen": "Ocsigen",
    "Where it is: in the bedroom, no flames.": "Ble mae: yn yr ystafell wely, dim fflamau.",
    "What else whoever comes must know": "Beth arall mae'n rhaid i bwy bynnag a ddaw ei wybod",
    "Never a code: speak to her left ear.": "Byth god: siaradwch â'i chlust chwith.",
    "Try it, at the door": "Rhowch gynnig arno, wrth y drws",
    "Who tried it": "Pwy roddodd gynnig arno",
    "Key": "Allwedd",
    "I came in from the street just as it is written here": "Des i mewn o'r stryd yn union fel yr ysgrifennir yma",
    "I opened the key safe with the code that is kept here": "Agorais y sêff allweddi â'r cod a gedwir yma",
    "I turned the key, and the door opened": "Trois yr allwedd, ac agorodd y drws",
    "came in as written, tried by {by} at {time}": "daeth i mewn fel yr ysgrifennwyd, profwyd gan {by} am {time}",
    "opened with the code, by {by} at {time}": "agorwyd â'r cod, gan {by} am {time}",
    "turned, by {by} at {time}": "trodd, gan {by} am {time}",
    "Not tried yet: {what}.": "Heb ei brofi eto: {what}.",
    "not tried": "heb ei brofi",
    "Every part was tried at the door.": "Profwyd pob rhan wrth y drws.",
    "The code of the key safe is not kept here: whoever comes must know it.": "Ni chedwir cod y sêff allweddi yma: "
    "rhaid i bwy bynnag a ddaw ei wybod.",
    "It is not written down how somebody gets in.": "Nid yw wedi'i gofnodi sut mae rhywun yn mynd i mewn.",
    "A code has 1 to 20 letters and figures.": "Mae gan god 1 i 20 o lythrennau a ffigurau.",
    "wrote down how to get in": "cofnododd sut i fynd i mewn",
    "changed how to get in": "newidiodd sut i fynd i mewn",
    "tried a way in": "rhoddodd gynnig ar ffordd i mewn",
    # home
    "As carers should read it, such as Mary S.": "Fel y dylai gofalwyr ei ddarllen, megis Mary S.",
    "Address, in short": "Cyfeiriad, yn fyr",
    "Enough for those who know them, too little for a stranger: 12 Elm Rd.": "Digon i'r rhai sy'n eu hadnabod, rhy "
    "ychydig i ddieithryn: 12 Elm Rd.",
    "Their own telephone": "Eu ffôn eu hunain",
    "If they have one: from it they may say that all is well.": "Os oes ganddynt un: ohono gallant ddweud bod popeth "
    "yn iawn.",
    "What whoever comes must know": "Beth mae'n rhaid i bwy bynnag a ddaw ei wybod",
    "A short list with commas: hard of hearing, has insulin.": "Rhestr fer â choma: trwm ei chlyw, yn cael inswlin.",
    "Language that is spoken to them": "Yr iaith a siaredir â nhw",
    "Who else moves here?": "Pwy arall sy'n symud yma?",
    "Nobody: one person lives alone": "Neb: mae un person yn byw ar ei ben ei hun",
    "Visitors, family, cleaners, now and then": "Ymwelwyr, teulu, glanhawyr, o bryd i'w gilydd",
    "Somebody else lives here": "Mae rhywun arall yn byw yma",
    "A pet moves about in the home": "Mae anifail anwes yn symud o gwmpas y cartref",
    "What works less well here": "Beth sy'n gweithio'n llai da yma",
    "Tell the family. It stands on the certificate.": "Dywedwch wrth y teulu. Mae'n sefyll ar y dystysgrif.",
    "Change {name}": "Newid {name}",
    "{name} is not cared for here": "Nid oes gofal am {name} yma",
    "Another person who is cared for here": "Person arall y gofelir amdano yma",
    "Add this person": "Ychwanegu'r person hwn",
    "One person lives here alone: all movement is their own.": "Mae un person yn byw yma ar ei ben ei hun: ei symudiad "
    "ef neu hi yw'r cyfan.",
    "The resident has no name yet.": "Nid oes gan y preswylydd enw eto.",
    "Not looked at in this visit.": "Heb edrych arno yn yr ymweliad hwn.",
    "looked at home and resident": "edrychodd ar gartref a phreswylydd",
    "wrote down home and resident": "cofnododd gartref a phreswylydd",
    "wrote down a resident": "cofnododd breswylydd",
    "No network has given this number to anybody, as far as is known. Call it, to be sure.": "Nid oes rhwydwaith wedi "
    "rhoi'r rhif hwn i neb, hyd y gwyddys. Ffoniwch ef, i fod yn siŵr.",
    "A pet moves here.": "Mae anifail anwes yn symud yma.",
    "More than one person is cared for here.": "Gofelir am fwy nag un person yma.",
    "Somebody else lives here.": "Mae rhywun arall yn byw yma.",
    "Others come in and out.": "Mae eraill yn mynd a dod.",
    "No movement: another's movement may hide that the resident lies still.": "Dim symudiad: gall symudiad rhywun arall "
    "guddio bod y preswylydd yn gorwedd yn llonydd.",
    "No movement: only a bed or a chair shows it. Expect a call every day or two.": "Dim symudiad: dim ond gwely neu "
    "gadair sy'n ei ddangos. Disgwyliwch alwad bob dydd neu ddau.",
    "No movement: no sensor is on a way out. Expect a call for each absence of over 12 hours.": "Dim symudiad: nid oes "
    "synhwyrydd ar ffordd allan. Disgwyliwch alwad am bob absenoldeb dros 12 awr.",
    "No movement: an alarm is not taken back because something moves again.": "Dim symudiad: ni thynnir larwm yn ôl am "
    "fod rhywbeth yn symud eto.",
    "Falls: movement in the home does not take an alarm back. More calls for nothing come.": "Cwympiadau: nid yw "
    "symudiad yn y cartref yn tynnu larwm yn ôl. Daw mwy o alwadau heb achos.",
    "Out, and not back: how long outings usually take is not learned.": "Allan, a heb ddod yn ôl: ni ddysgir pa mor hir "
    "yw gwibdeithiau fel arfer.",
    "Out of bed at night: only a bed sensor counts, whatever moves.": "Allan o'r gwely gyda'r nos: dim ond synhwyrydd "
    "gwely sy'n cyfrif, beth bynnag sy'n symud.",
    "Care visits: only the carer's tag shows that somebody came.": "Ymweliadau gofal: dim ond tag y gofalwr sy'n dangos "
    "bod rhywun wedi dod.",
    "Usual days: what others do counts as if the resident had done it.": "Dyddiau arferol: mae'r hyn a wna eraill yn "
    "cyfrif fel pe bai'r preswylydd wedi'i wneud.",
    # rooms
    "Add a room": "Ychwanegu ystafell",
    "Another name": "Enw arall",
    "A door to the outside is here": "Mae drws i'r tu allan yma",
    "Add this room": "Ychwanegu'r ystafell hon",
    "No device here yet.": "Dim dyfais yma eto.",
    "Name of {room}": "Enw {room}",
    "Change {room}": "Newid {room}",
    "Take {room} out": "Tynnu {room} allan",
    "{count} rooms.": "{count} ystafell.",
    "There are no rooms yet.": "Nid oes ystafelloedd eto.",
    "No room has a way out yet. Which door leads outside?": "Nid oes ffordd allan o unrhyw ystafell eto. Pa ddrws sy'n "
    "arwain allan?",
    "Hall": "Cyntedd",
    "Kitchen": "Cegin",
    "Living room": "Ystafell fyw",
    "Bedroom": "Ystafell wely",
    "Bathroom": "Ystafell ymolchi",
    "Toilet": "Toiled",
    "Landing": "Landin",
    "Dining room": "Ystafell fwyta",
    "changed the rooms": "newidiodd yr ystafelloedd",
    "There is a room of this name already.": "Mae ystafell o'r enw hwn eisoes.",
    # people
    "As the others should read it.": "Fel y dylai'r lleill ei ddarllen.",
    "Telephone": "Ffôn",
    "Where texts go, and answers come from.": "I ble mae negeseuon testun yn mynd, ac o ble daw atebion.",
    "How they are told": "Sut maent yn cael gwybod",
    "Can come to the door": "Gall ddod at y drws",
    "Minutes to the door": "Munudau at y drws",
    "Hours at which they may be asked": "Oriau pan ellir gofyn iddynt",
    "Empty: always. For example mon-fri 08:00-18:00.": "Gwag: bob amser. Er enghraifft mon-fri 08:00-18:00.",
    "Who has answered": "Pwy sydd wedi ateb",
    "Look again": "Edrych eto",
    "The people": "Y bobl",
    "No telephone.": "Dim ffôn.",
    "{minutes} minutes away": "{minutes} munud i ffwrdd",
    "cannot come to the door": "ni all ddod at y drws",
    "Is told nothing: put them on the ladder.": "Nid yw'n cael gwybod dim: rhowch nhw ar yr ysgol.",
    "Text {name} a test now": "Anfon prawf at {name} nawr",
    "Call {name} as a test now": "Ffonio {name} fel prawf nawr",
    "Take {name} out": "Tynnu {name} allan",
    "Add somebody": "Ychwanegu rhywun",
    "Ask them of an alarm, after the others": "Gofyn iddynt am larwm, ar ôl y lleill",
    "Who is asked, in which order": "Pwy ofynnir, ym mha drefn",
    "{times} times": "{times} gwaith",
    "Then {minutes} minutes for an answer.": "Yna {minutes} munud am ateb.",
    "Earlier": "Cynt",
    "Later": "Wedyn",
    "Not on the ladder": "Nid ar yr ysgol",
    "Nobody is on the ladder yet: an alarm reaches nobody.": "Nid oes neb ar yr ysgol eto: nid yw larwm yn cyrraedd neb.",
    "Ask after the others": "Gofyn ar ôl y lleill",
    "Minutes to wait for an answer": "Munudau i aros am ateb",
    "Add to the ladder": "Ychwanegu at yr ysgol",
    "the centre": "y ganolfan",
    "proved": "wedi'i brofi",
    "The hub does not run, so nobody can be tested.": "Nid yw'r hwb yn rhedeg, felly ni ellir profi neb.",
    "Not answered yet: {who}. The hub goes on asking.": "Heb ateb eto: {who}. Mae'r hwb yn dal i ofyn.",
    "Everybody who is told anything has answered.": "Mae pawb sy'n cael gwybod rhywbeth wedi ateb.",
    "answered the test, {when}": "atebodd y prawf, {when}",
    "asked, {when} ({receipt}), not answered yet": "gofynnwyd, {when} ({receipt}), heb ateb eto",
    "Not tested yet: {who}.": "Heb eu profi eto: {who}.",
    "not tested yet": "heb ei brofi eto",
    "By text": "Drwy neges destun",
    "By text, and at night a call": "Drwy neges destun, a galwad gyda'r nos",
    "By call only: a landline": "Drwy alwad yn unig: llinell dir",
    "sent a test": "anfonodd brawf",
    "changed the people": "newidiodd y bobl",
    "changed a number": "newidiodd rif",
    "changed the ladder": "newidiodd yr ysgol",
    "The hub does not run.": "Nid yw'r hwb yn rhedeg.",
    "The hub does not work by these settings yet.": "Nid yw'r hwb yn gweithio yn ôl y gosodiadau hyn eto.",
    "Load this page again in a moment. If this stays: sudo systemctl reload carehub; the support page says what is wrong.": (
        "Llwythwch y dudalen hon eto ymhen ychydig. Os yw hyn yn aros: sudo systemctl reload carehub; mae'r dudalen "
        "gymorth yn dweud beth sydd o'i le."
    ),
    "What you write down is kept: it reads the settings when it starts.": (
        "Cedwir yr hyn a ysgrifennwch: mae'n darllen y gosodiadau pan fydd yn cychwyn."
    ),
    "not known: the hub works by other settings, or does not run": (
        "ddim yn hysbys: mae'r hwb yn gweithio yn ôl gosodiadau eraill, neu nid yw'n rhedeg"
    ),
    "The hub does not run, or not by the settings that this certificate is about": (
        "Nid yw'r hwb yn rhedeg, neu nid yn ôl y gosodiadau y mae'r dystysgrif hon yn sôn amdanynt"
    ),
}
