"""Welsh of why the hub did not do what somebody asked for, and of what it says of a device that is tried or paired."""

TEXTS = {
    "its end is past": "mae ei ddiwedd wedi mynd heibio",
    "its end is too far away: at most {number} hours": "mae ei ddiwedd yn rhy bell: {number} awr ar y mwyaf",
    "the home is being installed: nobody is looked for yet": "mae'r cartref yn cael ei osod: ni wylir dros neb eto",
    "it was not noted": "ni nodwyd hynny",
    "nobody of that name is a contact": "nid oes cyswllt o'r enw hwnnw",
    "no phone is known": "nid oes ffôn yn hysbys",
    "texts are refused: {reason}": "gwrthodir negeseuon testun: {reason}",
    "calls are refused: {reason}": "gwrthodir galwadau: {reason}",
    "a test of it waits already": "mae prawf ohono'n aros eisoes",
    "no test of it waits": "nid oes prawf ohono'n aros",
    "it was tried {number} times within an hour": "rhoddwyd cynnig arno {number} gwaith o fewn awr",
    "it cannot be heard now: nothing comes by {name}": "ni ellir ei glywed nawr: ni ddaw dim drwy {name}",
    "it reports {hazard} already": "mae'n dweud hyn eisoes: {hazard}",
    "{code} {says} is open, and somebody may need help": "mae {code} ({says}) ar agor, a gall fod angen cymorth ar rywun",
    "{says} is open, and somebody may need help": "mae hyn ar agor, a gall fod angen cymorth ar rywun: {says}",
    "two are called so: say its id": "mae dau o'r enw hwn: rhowch ei id",
    "nothing came of it within {span}": "ni ddaeth dim ohono o fewn {span}",
    "somebody else asked for another test of it": "gofynnodd rhywun arall am brawf arall ohono",
    "{name} tries it no more": "nid yw {name} yn rhoi cynnig arno mwyach",
    "its silence is noticed within {span} if zigbee2mqtt's availability is on; else after {number} of its usual gaps, "
    "once these are known, and always within {span2}": (
        "sylwir ar ei dawelwch o fewn {span} os yw availability zigbee2mqtt ymlaen; fel arall ar ôl {number} o'i fylchau "
        "arferol, unwaith y maent yn hysbys, a bob amser o fewn {span2}"
    ),
    "its silence is noticed after {number} of its usual gaps, once these are known, and always within {span}": (
        "sylwir ar ei dawelwch ar ôl {number} o'i fylchau arferol, unwaith y maent yn hysbys, a bob amser o fewn {span}"
    ),
    "its silence is noticed within {span}, once it was heard for a day and a night": (
        "sylwir ar ei dawelwch o fewn {span}, unwaith y clywyd ef am ddydd a nos"
    ),
    "speaks only when pressed, as far as we know: press it once a week": (
        "hyd y gwyddom, nid yw'n siarad ond pan gaiff ei wasgu: gwasgwch ef unwaith yr wythnos"
    ),
    "speaks only when somebody falls, as far as we know: test it once a week": (
        "hyd y gwyddom, nid yw'n siarad ond pan fydd rhywun yn cwympo: profwch ef unwaith yr wythnos"
    ),
}
