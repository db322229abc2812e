"""Welsh of signing in, one's own account, who may sign in, and what every page has."""

TEXTS = {
    "Somebody of this name is in the settings. If it is them, choose them below; else add a surname.": (
        "Mae rhywun o'r enw hwn yn y gosodiadau. Os nhw ydyw, dewiswch nhw isod; fel arall ychwanegwch gyfenw."
    ),
    "To what this page says": "I gynnwys y dudalen",
    "The settings file cannot be read; what was set before still counts.": (
        "Ni ellir darllen y ffeil osodiadau; mae'r gosodiadau blaenorol yn dal i gyfrif."
    ),
    "This hub is being installed. It watches over nobody yet.": (
        "Mae'r hwb hwn yn cael ei osod. Nid yw'n gwylio dros neb eto."
    ),
    "Pages": "Tudalennau",
    "Home": "Hafan",
    "Alarms": "Larymau",
    "Visit": "Ymweliad",
    "Days": "Dyddiau",
    "More": "Mwy",
    "This form was too old": "Roedd y ffurflen hon yn rhy hen",
    "It was left open too long, or came from elsewhere. Nothing was done. Open the page again and send it once more.": (
        "Fe'i gadawyd ar agor yn rhy hir, neu daeth o rywle arall. Ni wnaed dim. Agorwch y dudalen eto a'i hanfon unwaith eto."
    ),
    "To the first page": "I'r dudalen gyntaf",
    "This page is not for you": "Nid yw'r dudalen hon ar eich cyfer chi",
    "What you may see depends on what you are here for. If you need it, ask an installer.": (
        "Mae'r hyn a welwch yn dibynnu ar eich rôl yma. Os oes ei angen arnoch, gofynnwch i osodwr."
    ),
    "There is no such page": "Nid oes tudalen o'r fath",
    "The address may have been mistyped.": "Efallai fod y cyfeiriad wedi'i gamdeipio.",
    "This page went wrong": "Aeth rhywbeth o'i le ar y dudalen hon",
    "Nothing of the hub stopped: alarms go out as ever. Try again; if it happens again, tell your installer.": (
        "Ni stopiodd dim o'r hwb: mae larymau'n mynd allan fel arfer. Rhowch gynnig arall arni; os digwydd eto, dywedwch wrth eich gosodwr."
    ),
    "You are signed out": "Rydych wedi allgofnodi",
    "Nothing was done. Sign in, then do it again.": "Ni wnaed dim. Mewngofnodwch, yna gwnewch hynny eto.",
    "Who may sign in": "Pwy sy'n cael mewngofnodi",
    "with a second factor": "gydag ail ffactor",
    "Telephone lost: no digits for {name}": "Ffôn ar goll: dim digidau i {name}",
    "{name} may sign in no longer": "Ni chaiff {name} fewngofnodi mwyach",
    "left the settings": "wedi gadael y gosodiadau",
    "Has left the settings, and was signed out: answers no alarm, and is not told how to get in, until you say who they are there.": (
        "Wedi gadael y gosodiadau, ac wedi'i allgofnodi: nid yw'n ateb unrhyw larwm, ac ni ddywedir wrtho sut i fynd i mewn, "
        "nes i chi ddweud pwy ydyw yno."
    ),
    "Link {name} anew": "Cysylltu {name} eto",
    "Choose who they are in the settings.": "Dewiswch pwy ydynt yn y gosodiadau.",
    "linked somebody anew": "cysylltodd rywun eto",
    "ended the link of whoever left the settings": "daeth â chyswllt rhywun a adawodd y gosodiadau i ben",
    "Whom your account was linked to has left the settings: an installer must link it anew under Who may sign in.": (
        "Mae'r sawl y cysylltwyd eich cyfrif ag ef wedi gadael y gosodiadau: rhaid i osodwr ei gysylltu eto o dan Pwy sy'n cael "
        "mewngofnodi."
    ),
    "Whoever is taken out is signed out of these pages, and their account answers no alarm until it is linked anew under Who may sign in.": (
        "Caiff pwy bynnag a dynnir allan ei allgofnodi o'r tudalennau hyn, ac nid yw ei gyfrif yn ateb unrhyw larwm nes iddo gael "
        "ei gysylltu eto o dan Pwy sy'n cael mewngofnodi."
    ),
    "Let somebody sign in": "Gadael i rywun fewngofnodi",
    "Name": "Enw",
    "What they are": "Beth ydynt",
    "Carer or family: sees that all is well, and answers alarms": "Gofalwr neu deulu: yn gweld bod popeth yn iawn, ac yn ateb larymau",
    "Responder: answers alarms at the door, sees nothing of the usual days": (
        "Ymatebwr: yn ateb larymau wrth y drws, heb weld dim o'r dyddiau arferol"
    ),
    "Resident: sees what others see of them": "Preswylydd: yn gweld yr hyn y mae eraill yn ei weld amdanynt",
    "Installer: sets the hub up, sees nothing of the usual days": "Gosodwr: yn gosod yr hwb, heb weld dim o'r dyddiau arferol",
    "Who they are in the settings": "Pwy ydynt yn y gosodiadau",
    "So that what they answer here counts as their answer.": "Fel bod eu hateb yma'n cyfrif fel eu hateb nhw.",
    "Nobody of these": "Neb o'r rhain",
    "Language": "Iaith",
    "Their first password": "Eu cyfrinair cyntaf",
    "At least 10 characters. They can change it.": "O leiaf 10 nod. Gallant ei newid.",
    "Let them sign in": "Gadael iddynt fewngofnodi",
    "What was done on these pages": "Beth a wnaed ar y tudalennau hyn",
    "When": "Pryd",
    "Who": "Pwy",
    "What": "Beth",
    "From": "O ble",
    "First visit": "Ymweliad cyntaf",
    "Nobody can sign in on this hub yet. With the code on its label you set the first password. You then let others in.": (
        "Ni all neb fewngofnodi ar yr hwb hwn eto. Gyda'r cod ar ei label rydych yn gosod y cyfrinair cyntaf. Yna rydych yn gadael eraill i mewn."
    ),
    "Code on the label": "Y cod ar y label",
    "Four groups of four letters and figures, such as ABCD-2346-EFGH-789J.": (
        "Pedwar grŵp o bedair llythyren a rhif, megis ABCD-2346-EFGH-789J."
    ),
    "Your name": "Eich enw",
    "As it will stand in the record: first name and surname.": "Fel y bydd yn y cofnod: enw cyntaf a chyfenw.",
    "Password": "Cyfrinair",
    "At least 10 characters. Three or four words are easy to keep.": "O leiaf 10 nod. Mae tri neu bedwar gair yn hawdd eu cofio.",
    "The same password again": "Yr un cyfrinair eto",
    "Set the password": "Gosod y cyfrinair",
    "Your account": "Eich cyfrif",
    "Language of these pages": "Iaith y tudalennau hyn",
    "Use this language": "Defnyddio'r iaith hon",
    "Second factor": "Ail ffactor",
    "When you sign in, you are asked for six digits of your application too. If that telephone is lost, an installer can take this away.": (
        "Wrth fewngofnodi, gofynnir i chi hefyd am chwe digid eich ap. Os collir y ffôn hwnnw, gall gosodwr ddileu hyn."
    ),
    "An application on your telephone can show six digits that are asked for too when you sign in. Whoever only knows your password then cannot.": (
        "Gall ap ar eich ffôn ddangos chwe digid y gofynnir amdanynt hefyd wrth fewngofnodi. Yna ni all rhywun sy'n gwybod eich cyfrinair yn unig fewngofnodi."
    ),
    "Set up a second factor": "Gosod ail ffactor",
    "The old password": "Yr hen gyfrinair",
    "The new password": "Y cyfrinair newydd",
    "Change the password": "Newid y cyfrinair",
    "Sign out": "Allgofnodi",
    "Sign out in this browser": "Allgofnodi yn y porwr hwn",
    "Open an authenticator application on your telephone, and let it scan this picture.": (
        "Agorwch ap dilysu ar eich ffôn, a gadewch iddo sganio'r llun hwn."
    ),
    "The code for your application; below it is written out.": "Y cod ar gyfer eich ap; mae wedi'i ysgrifennu isod.",
    "Or type this into it:": "Neu teipiwch hwn ynddo:",
    "Type the six digits that it shows.": "Teipiwch y chwe digid y mae'n eu dangos.",
    "Six digits": "Chwe digid",
    "Use this second factor": "Defnyddio'r ail ffactor hwn",
    "Sign in": "Mewngofnodi",
    "Name and password are right. Now type the six digits that your application shows.": (
        "Mae'r enw a'r cyfrinair yn gywir. Nawr teipiwch y chwe digid y mae eich ap yn eu dangos."
    ),
    "Password forgotten? An installer can let you in again. An alarm needs no page: answer the text or the call.": (
        "Wedi anghofio'r cyfrinair? Gall gosodwr eich gadael i mewn eto. Nid oes angen tudalen ar larwm: atebwch y neges neu'r alwad."
    ),
    "These digits are wrong. They change every 30 seconds; try those that are shown now.": (
        "Mae'r digidau hyn yn anghywir. Maent yn newid bob 30 eiliad; rhowch gynnig ar y rhai a ddangosir nawr."
    ),
    "These digits are wrong. They change every 30 seconds.": "Mae'r digidau hyn yn anghywir. Maent yn newid bob 30 eiliad.",
    "Name or password is wrong.": "Mae'r enw neu'r cyfrinair yn anghywir.",
    "Too many wrong tries. Wait {minutes} minutes, then try again.": (
        "Gormod o gynigion anghywir. Arhoswch {minutes} munud, yna rhowch gynnig arall."
    ),
    "Too many wrong tries. Wait {seconds} seconds, then try again.": (
        "Gormod o gynigion anghywir. Arhoswch {seconds} eiliad, yna rhowch gynnig arall."
    ),
    "This is not the code on the label. Look at the letters again.": "Nid hwn yw'r cod ar y label. Edrychwch ar y llythrennau eto.",
    "The two passwords are not the same.": "Nid yw'r ddau gyfrinair yr un fath.",
    "Your new password counts from now on.": "Mae eich cyfrinair newydd yn cyfrif o hyn ymlaen.",
    "From now on you are asked for six digits.": "O hyn ymlaen gofynnir i chi am chwe digid.",
    "Choose what they are: installer, carer, responder or resident.": "Dewiswch beth ydynt: gosodwr, gofalwr, ymatebwr neu breswylydd.",
    "Use at least 10 characters: three or four words that do not belong together are easy to keep.": (
        "Defnyddiwch o leiaf 10 nod: mae tri neu bedwar gair nad ydynt yn perthyn i'w gilydd yn hawdd eu cofio."
    ),
    "Use at most 200 characters.": "Defnyddiwch 200 nod ar y mwyaf.",
    "This password is among the first that somebody would guess. Take other words.": (
        "Mae'r cyfrinair hwn ymhlith y cyntaf y byddai rhywun yn ei ddyfalu. Dewiswch eiriau eraill."
    ),
    "A password must not be made of a name. Take other words.": "Ni chaiff cyfrinair fod yn enw. Dewiswch eiriau eraill.",
    "Give a name of 1 to 60 letters.": "Rhowch enw o 1 i 60 llythyren.",
    "Somebody of this name can sign in already. Add a surname.": "Gall rhywun o'r enw hwn fewngofnodi eisoes. Ychwanegwch gyfenw.",
    "This is the last installer. Let another installer sign in first.": (
        "Dyma'r gosodwr olaf. Gadewch i osodwr arall fewngofnodi yn gyntaf."
    ),
    "The old password is wrong.": "Mae'r hen gyfrinair yn anghywir.",
    "A second factor is needed": "Mae angen ail ffactor",
    "You are not in the home's own network. From elsewhere a password alone opens nothing. Set up a second factor when you are there, under More, Your account; then sign in again.": (
        "Nid ydych ar rwydwaith y cartref. O rywle arall nid yw cyfrinair ar ei ben ei hun yn agor dim. Gosodwch ail ffactor pan fyddwch yno, o dan Mwy, Eich cyfrif; yna mewngofnodwch eto."
    ),
    "An alarm needs no page: answer the text or the call.": "Nid oes angen tudalen ar larwm: atebwch y neges neu'r alwad.",
    "installer": "gosodwr",
    "carer": "gofalwr",
    "responder": "ymatebwr",
    "resident": "preswylydd",
    "signed in": "mewngofnodi",
    "could not sign in": "methu mewngofnodi",
    "set the first password": "gosod y cyfrinair cyntaf",
    "changed their password": "newid eu cyfrinair",
    "has a second factor now": "mae ganddynt ail ffactor nawr",
    "let somebody sign in": "gadael i rywun fewngofnodi",
    "took back signing in": "tynnu'r hawl i fewngofnodi yn ôl",
    "took away the second factor": "dileu'r ail ffactor",
    "Nobody knows how it is": "Nid oes neb yn gwybod sut mae pethau",
    "The hub does not answer.": "Nid yw'r hwb yn ateb.",
    "All is well": "Mae popeth yn iawn",
    "Not all is well": "Nid yw popeth yn iawn",
}
