"""What is allowed and still worth saying."""

from pathlib import Path

import pytest

from hub.settings import load, parse, warnings
from hub.settings.doubts import ways_out

CONFIG = Path(__file__).parents[2] / "config"
SMALLEST = (Path(__file__).parent / "good" / "smallest.toml").read_text()
TWILIO = (
    '\n[sms]\nprovider = "twilio"\nsender = "+442079460000"\naccount = "AC0"\ntoken = { credential = "twilio-token" }\n'
)
RUNG = (
    '\n[[contacts]]\nid = "ben"\nname = "Ben"\nphone = "+447700900222"\nways = ["text", "call"]\n'
    '[[ladder]]\ntell = ["ben"]\n'
)
LANDLINE = RUNG.replace('"text", ', "") + '[notices]\ntell = ["anna", "ben"]\n'
HALL = '\n[[rooms]]\nid = "hall"\nname = "Hall"\n'
PING = '\n[audit]\nping = "https://hc-ping.com/7d3c1f6e-0000-4000-8000-000000000000"\n'
OWN = (
    '\n[audit.sms]\nprovider = "twilio"\nsender = "+447700900002"\naccount = "AC2"\n'
    'token = { credential = "audit-token" }\n'
)
CENTRE = '\n[centre]\nurl = "mqtts://centre.example"\n[[ladder]]\ntell = ["centre"]\n'

WIDE = '\n[[ladders]]\nname = "a"\nclasses = ["life"]\nrungs = [{ tell = ["anna"] }]\n'
NARROW = '[[ladders]]\nname = "b"\nkinds = ["help"]\nhours = "daily 09:00-18:00"\nrungs = [{ tell = ["anna"] }]\n'
DOOR = '\n[[devices]]\nid = "door"\nname = "Front door"\nuse = "exit door"\n'
BAND = (
    '\n[[devices]]\nid = "A0:9E:1A:00:00:01"\nname = "Band"\nuse = "fall device"\nplacement = "wrist"\n'
    'bluetooth = { connect = "acceleration", acceleration = { characteristic = "2a37", counts_per_g = 1000, '
)


NOTIFY = (
    '\n[sms]\nprovider = "notify"\ntemplate = "f33517ff-2a88-4f6e-b855-c550268ce08a"\ntoken = { env = "N" }\n'
    'sender = "+447700900001"\n'
)
SECOND = NOTIFY.replace("[sms]", "[sms.second]")


def numbered(phone: str) -> str:
    """The smallest home, whose contact has another number."""
    return SMALLEST.replace("+447700900111", phone)


def said(text: str) -> str:
    return "\n".join(warnings(parse(text, "hub.toml")))


def test_the_example_raises_no_doubt_but_about_its_drama_numbers() -> None:
    doubts = warnings(load(CONFIG / "hub.example.toml"))
    assert len(doubts) == 5
    assert all("belongs to no known network" in doubt for doubt in doubts)


def test_a_language_that_nobody_wrote_down_is_said() -> None:
    tongue = SMALLEST.replace("[[contacts]]", '[[contacts]]\nlanguage = "tlh"')
    assert 'carehub does not speak "tlh"' in said(tongue)
    assert "does not speak" not in said(tongue.replace("tlh", "en-AU"))


def test_the_demo_says_that_nobody_is_told() -> None:
    doubts = "\n".join(warnings(load(CONFIG / "demo.toml")))
    assert "nobody's phone rings" in doubts
    assert "NO way out" in doubts
    assert "no [mqtt] section" in doubts


@pytest.mark.parametrize(
    ("added", "says"),
    [
        ("", "There is no [consent] section: everything is on."),
        ("\n[consent]\nfalls = { agreed = false }\n", "[consent] does not name inactivity, wandering, routine,"),
        ("\n[consent]\nfalls = { agreed = true }\n", "consent.falls is agreed, but not by whom and on which day."),
        ("", "There is no [mqtt] section: no Zigbee sensor or button is heard."),
        ('\n[mqtt]\nurl = "mqtt://192.0.2.7"\n', "mqtt.url crosses the network unencrypted."),
        ("", "NO way out"),
        ("", 'sms.provider is "console"'),
        (TWILIO, "ONE way out (text messages)"),
        (CENTRE, "ONE way out (the centre)"),
        ("", "nobody notices when this hub is unplugged"),
        (TWILIO + "\n[audit]\n", "nobody notices when this hub is unplugged"),
        ("", "There is no [audit] section: nobody is told when the hub hangs"),
        (TWILIO + "\n[audit]\n", "The auditor texts by the hub's own provider"),
        (PING.replace("https", "http"), "audit.ping is unencrypted"),
        (PING.replace("hc-ping.com", "localhost"), "audit.ping is in the house"),
        ("", "Only one name stands on the ladder"),
        (
            '\n[[ladders]]\nname = "b"\nkinds = ["help"]\nrungs = [{ tell = ["anna"], wait = "31m" }]\n',
            'Only one name stands on the ladder "b"',
        ),
        (
            '\n[[ladders]]\nname = "b"\nkinds = ["help"]\nrungs = [{ tell = ["anna"], wait = "31m" }]\n',
            "ladders[0].rungs[0] waits 31m before anybody else is told.",
        ),
        (
            WIDE + NARROW,
            'The ladder "b" is never climbed: "a" above it takes all that it is for.',
        ),
        ('\n[[contacts]]\nid = "ben"\nname = "Ben"\n', 'Contact "ben" is on no rung'),
        (
            '\n[[ladder]]\ntell = ["anna"]\nwait = "16m"\nrepeat = 2\n',
            "ladder[1] waits 32m before anybody else is told.",
        ),
        ("", "The number of contact anna, +447700900111, belongs to no known network."),
        (
            '\n[[residents]]\nid = "tom"\nname = "Tom"\nphone = "+447700900111"\n',
            "Resident tom has the number of contact anna",
        ),
        ('\n[centre]\nurl = "mqtt://192.0.2.7"\n', "centre.url is unencrypted"),
        (
            '\n[mqtt]\nurl = "mqtt://127.0.0.1"\nzigbee2mqtt = false\n' + DOOR,
            'Device "Front door" can only be a Zigbee one, and mqtt.zigbee2mqtt is false',
        ),
        (
            '\n[mqtt]\nurl = "mqtt://127.0.0.1"\n' + DOOR + '[[topics]]\ndevice = "door"\ntopic = "a"\nkind = "help"\n',
            "topics[0] calls for help and has no on: any message there is a call.",
        ),
        (DOOR + 'bluetooth = { connect = "meters" }\n', 'Device "Front door" has bluetooth settings'),
        (BAND + "rate = 10, most = 8 } }\n", '"Band" is set to 10 samples a second and 8 g: it cannot detect falls.'),
        (BAND + "rate = 50, most = 2 } }\n", '"Band" is set to 50 samples a second and 2 g: it cannot detect falls.'),
        ('\n[sms]\napi_base = "http://192.0.2.7"\n', "sms.api_base is unencrypted"),
        ('\n[calls]\napi_base = "http://192.0.2.7"\n', "calls.api_base is unencrypted"),
        ("", "At night everybody on the ladder is reached by text only, and a text wakes nobody."),
        (RUNG + TWILIO, 'Contact "ben" is to be called at night, and there is no calls.flow: only a text is sent.'),
        (LANDLINE, 'Contact "ben" is only called, and notices are only texted: they hear none.'),
        ("", "There are no [[devices]]"),
        ('\n[[devices]]\nid = "a"\nname = "Lamp"\nuse = "light"\n', 'Device "Lamp" has no room'),
        ('\n[[devices]]\nid = "a"\nname = "Lamp"\nuse = "light"\n', "No device is an exit door"),
        ('\n[[devices]]\nid = "a"\nname = "Bed"\nuse = "bed"\n', "Only a bed or a chair shows movement"),
        (
            HALL + '[[devices]]\nid = "a"\nname = "Door"\nuse = "exit door"\nroom = "hall"\n',
            'its room "hall" has no exit = true.',
        ),
        ('\n[home]\nservice = "suspended"\n', 'home.service is "suspended"'),
        ('\n[access]\nkey_safe = "by the door, 4 3-21"\n', "access.key_safe holds digits that may be a code"),
    ],
)
def test_a_doubt(added: str, says: str) -> None:
    assert says in said(SMALLEST + added)


def test_a_bed_beside_a_motion_sensor_is_no_doubt() -> None:
    both = '\n[[devices]]\nid = "a"\nname = "Bed"\nuse = "bed"\n[[devices]]\nid = "b"\nname = "PIR"\nuse = "motion"\n'
    assert "Only a bed" not in said(SMALLEST + both)


def test_nobody_to_send_to_the_door() -> None:
    assert "Nobody on the ladder can attend" in said(
        SMALLEST.replace('name = "Anna"', 'name = "Anna"\ncan_attend = false')
    )


@pytest.mark.parametrize(
    ("added", "gone"),
    [
        (TWILIO, "console"),
        (TWILIO + CENTRE, "ONE way out"),
        (TWILIO, "The number of sms.sender"),
        (PING, "unplugged"),
        (CENTRE, "unplugged"),
        (PING, "[audit]"),
        (PING + OWN, "The auditor texts by"),
        ('\n[access]\nkey_safe = "No 112, flat 3"\nkey_safe_code = { env = "K" }\n', "may be a code"),
        ('\n[mqtt]\nurl = "mqtt://localhost"\n', "mqtt"),
        ('\n[sms]\napi_base = "http://127.0.0.1:9"\n', "api_base"),
    ],
)
def test_a_doubt_goes_when_it_is_seen_to(added: str, gone: str) -> None:
    assert gone not in said(SMALLEST + added)


def test_a_centre_that_is_not_agreed_is_no_way_out() -> None:
    consent = '\n[consent]\nfalls = { agreed = true, by = "resident", on = 2026-11-02 }\n'
    assert ways_out(parse(SMALLEST + TWILIO + CENTRE, "hub.toml")) == ("text messages", "the centre")
    assert ways_out(parse(SMALLEST + TWILIO + CENTRE + consent, "hub.toml")) == ("text messages",)


@pytest.mark.parametrize("added", [RUNG, CENTRE], ids=["somebody is called", "the centre is awake"])
def test_somebody_who_wakes_at_night_ends_that_doubt(added: str) -> None:
    assert "At night everybody" not in said(SMALLEST + added)


@pytest.mark.parametrize(("phone", "says", "do"), [
    ("+442079460123", "contact anna, +442079460123, is a landline: a text may not arrive.", "their mobile"),
    ("+449098790123", "is no telephone of a person.", "their mobile"),
    ("+33639980011", "The number of contact anna, +33639980011, is in another country (FR).", "send a test"),
    ("+447700900111", "belongs to no known network.", "Ring it once."),
])  # fmt: skip
def test_a_number_that_a_text_may_not_reach(phone: str, says: str, do: str) -> None:
    found = said(numbered(phone) + TWILIO)
    assert says in found and do in found


def test_a_mobile_of_this_country_raises_no_doubt() -> None:
    found = said(numbered("+447700900111") + TWILIO)
    assert not [word for word in ("landline", "no telephone", "another country") if word in found]


def test_without_a_sender_the_resident_says_which_country_it_is() -> None:
    at_home = numbered("+33639980011").replace('id = "mary"', 'id = "mary"\nphone = "+33639980012"')
    assert "another country" not in said(at_home)
    assert "another country" not in said(numbered("+33639980011")), "nobody knows"


@pytest.mark.parametrize(("sms", "says"), [
    (NOTIFY, "may deliver a text up to 72 hours late"),
    (NOTIFY + SECOND.replace('env = "N"', 'env = "M"'), "Both providers of texts are GOV.UK Notify"),
    (TWILIO + SECOND + 'api_base = "http://192.0.2.7"\n', "sms.second.api_base is unencrypted"),
    (TWILIO + SECOND, "The number of sms.second.sender, +447700900001, belongs to no known network."),
])  # fmt: skip
def test_a_provider_that_is_worth_a_doubt(sms: str, says: str) -> None:
    assert says in said(SMALLEST + sms)


@pytest.mark.parametrize(("sms", "ways"), [
    (TWILIO, ("text messages",)), (TWILIO + SECOND, ("Twilio", "GOV.UK Notify")), ("", ()),
    (TWILIO + '[sms.second]\nprovider = "modem"\n', ("text messages", "the modem")),
    (NOTIFY + SECOND.replace('env = "N"', 'env = "M"'), ("GOV.UK Notify", "GOV.UK Notify (2)")),
    ('\n[sms]\nprovider = "modem"\n', ("the modem",)),
])  # fmt: skip
def test_the_ways_out_by_name(sms: str, ways: tuple[str, ...]) -> None:
    assert ways_out(parse(SMALLEST + sms, "hub.toml")) == ways
    assert ("ONE way out" in said(SMALLEST + sms)) == (len(ways) == 1)
