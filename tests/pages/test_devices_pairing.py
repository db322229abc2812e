"""Devices join on a page: a real broker, a small zigbee2mqtt, pages that are really served, two installers at once."""

import json
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec import structs

from connectors.zigbee2mqtt.pairing import Waits
from hub.pages.application import application
from hub.pages.site import Site
from hub.pages.visit.devices.around import around
from hub.pages.visit.devices.sitting import Patience
from hub.pages.visit.record import Visits
from hub.settings import load
from hub.settings.proof import NotWritten
from hub.settings.sole import sole
from tests.pages.conftest import PASSWORD
from tests.support.at_the_door import Visitor, until
from tests.support.broker import RealBroker, broker
from tests.support.served import served
from tests.support.zigbee2mqtt import BUTTON, CONTACT, PLUG, Zigbee2Mqtt

NEW, OLD = "0x00158d0000000001", "0x00158d0000000002"
NASTY = "<b>\"x'/+#\u202e{{777*777}} & cie"
QUICK = Patience(
    unseen=60.0,
    looks=0.05,
    waits=Waits(connected=1.0, answered=0.5, device={"device/remove": 0.5, "device/interview": 0.5}),
)
HOME = """
[hub]
id = "demo"
data = "{folder}/var"
[[residents]]
id = "mary"
name = "Mary S"
[[rooms]]
id = "hall"
name = "Hall"
exit = true
[[rooms]]
id = "kitchen"
name = "Kitchen"
# Everybody who may be told.
[[contacts]]
id = "anna"
name = "Anna"
phone = "+447700900111"
[[ladder]]
tell = ["anna"]
wait = "2m"
[mqtt]
url = "{url}"
"""


class Visit:
    """A home in which a visit is under way, its zigbee2mqtt, and its pages."""

    def __init__(self, site: Site, real: RealBroker, z2m: Zigbee2Mqtt, origin: str) -> None:
        self.site, self.broker, self.z2m, self.origin = site, real, z2m, origin
        self.visitors: list[Visitor] = []
        self.ivy = self.installer("Ivy Fitter")
        self.ivy.post("/visit/begin")

    def installer(self, name: str) -> Visitor:
        self.site.accounts.add(name, "installer", PASSWORD, self.site.now())
        self.visitors.append(Visitor(self.origin, self.site, name))
        return self.visitors[-1]

    def close(self) -> None:
        for each in self.visitors:
            each.close()

    def joined(self, address: str = NEW, definition: dict[str, object] = CONTACT) -> None:  # type: ignore[assignment]
        """The network is opened, and a device joins and is ready."""
        self.ivy.post("/visit/pair/open")
        until(lambda: self.z2m.is_open, "the network is open")
        self.z2m.joins(address, definition)
        self.ivy.waits("/visit/pair", lambda text: "It can tell" in text, "it is ready")

    def device(self, address: str = NEW):  # type: ignore[no-untyped-def]
        return next((each for each in load(self.site.file).devices if each.id == address), None)


@contextmanager
def visiting(folder: Path, patience: Patience = QUICK) -> Iterator[Visit]:
    with broker() as real, Zigbee2Mqtt(real.port) as z2m:
        file = folder / "hub.toml"
        file.write_text(HOME.format(folder=folder, url=real.url))
        site = Site(file, lambda: datetime.now(UTC))
        around(site).sittings.patience = patience
        try:
            with served(application(site, https=False)) as origin, closing(Visit(site, real, z2m, origin)) as visit:
                yield visit
        finally:
            site.close()


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[Visit]:
    with visiting(tmp_path) as made:
        yield made


def closes(z2m: Zigbee2Mqtt) -> None:
    until(lambda: not z2m.is_open, "the network is closed")
    assert z2m.requests[-1][0] == "permit_join" and z2m.requests[-1][1]["time"] == 0


def test_a_device_joins_is_named_on_the_spot_and_every_browser_sees_it(visit: Visit) -> None:
    ian = visit.installer("Ian Second")
    text = visit.ivy.post("/visit/pair/open")
    assert "The network is open until" in text
    visit.z2m.joins(NEW, CONTACT, ends="never")
    visit.ivy.waits("/visit/pair", lambda text: "It is asked what it is" in text)
    visit.z2m.interviewed(NEW, CONTACT)
    for browser in (visit.ivy, ian):
        text = browser.waits("/visit/pair", lambda text: "It can tell: battery, contact." in text)
        assert "Aqara MCCGQ11LM" in text
    form = visit.ivy.html(f"/visit/pair/device/{NEW}")
    assert 'value="exit door"' in form and 'value="help button"' not in form, "only what it can serve for"
    assert "uses.svg" in form
    text = visit.ivy.post(f"/visit/pair/device/{NEW}", use="exit door", room="hall")
    assert "Hall exit door" in text and "has not been heard yet" in text and "No hub is running" in text
    assert visit.device().name == "Hall exit door" and visit.device().room == "hall"
    assert "# Everybody who may be told." in visit.site.file.read_text()
    assert visit.z2m.devices[NEW]["friendly_name"] == "Hall exit door"
    assert "New here" not in ian.get("/visit/pair")
    visit.ivy.post("/visit/pair/close")
    closes(visit.z2m)


def test_two_installers_open_one_network_and_only_once(visit: Visit) -> None:
    ian = visit.installer("Ian Second")
    for browser in (visit.ivy, ian, visit.ivy):
        assert "The network is open until" in browser.post("/visit/pair/open")
    opened = [given for what, given in visit.z2m.requests if what == "permit_join" and given["time"] > 0]
    assert len(opened) == 1
    with pytest.raises(NotWritten, match="another program"):
        sole(visit.site.file)
    ian.post("/visit/pair/close")
    closes(visit.z2m)
    assert "The network is open" not in visit.ivy.get("/visit/pair")
    assert "The network is open until" in ian.post("/visit/pair/open"), "and again"
    until(lambda: visit.z2m.is_open)


def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_written(visit: Visit) -> None:
    visit.joined()
    before = visit.site.file.read_text()
    where = f"/visit/pair/device/{NEW}"
    for fields, says in (
        ({}, "Choose what it is there for."),
        ({"use": "help button", "room": "hall"}, "It cannot serve for that: it cannot tell button or help or sos."),
        ({"use": "door", "room": "attic"}, "Choose the room where it is."),
        ({"use": "door", "room": "new room"}, "How is the new room called?"),
        ({"use": "<script>", "room": "hall"}, "Choose what it is there for."),
        ({"replaces": "nobody"}, "It cannot take that one's place."),
    ):  # fmt: skip
        assert says in visit.ivy.post(where, 422, **fields)
    assert visit.site.file.read_text() == before and visit.device() is None


def test_a_nasty_name_is_shown_as_it_was_typed_and_breaks_nothing(visit: Visit) -> None:
    visit.joined()
    visit.ivy.post(
        f"/visit/pair/device/{NEW}", use="door", room="new room", new_room=NASTY, name=NASTY, leads_out="yes"
    )
    began = {"began": visit.site.now().isoformat(), "after": 0, "heard": {}, "left": {}}  # no hub runs beside this test
    Visits(visit.site.accounts.conn).note("walk", visit.site.now(), "Ivy Fitter", began)
    device = visit.device()
    assert device is not None and device.name == NASTY.replace("\u202e", " ").replace("  ", " ")
    for path in (
        "/visit/pair",
        f"/visit/pair/device/{NEW}",
        f"/visit/pair/remove/{NEW}",
        "/visit/place",
        "/visit/walk",
    ):
        html = re.sub(r'value="[0-9a-f]{64}"', "", visit.ivy.html(path))  # what a form brings back is any figures
        assert (
            "<b>" not in html and "&lt;b&gt;" in html and "603729" not in html.split("<main")[1].split("</main")[0]
        ), path
    friendly = visit.z2m.devices[NEW]["friendly_name"]
    assert not set("+#/") & set(friendly)


def test_hostile_news_of_a_device_are_words_on_a_page(visit: Visit) -> None:
    evil = {**CONTACT, "vendor": "<img src=x onerror=alert(1)>", "model": "</li><script>"}
    visit.joined(definition=evil)
    html = visit.ivy.html("/visit/pair") + visit.ivy.html(f"/visit/pair/device/{NEW}")
    assert "<img src=x" not in html and "&lt;img src=x" in html and "<script>" not in html
    for path in ("/visit/pair/device/..%2f..%2fetc", "/visit/pair/device/%00", "/visit/pair/remove/%3Cb%3E"):
        assert visit.ivy.client.get(path).url.path in ("/visit/pair", path.replace("%2f", "/")), path


def test_a_new_one_takes_the_place_of_a_broken_one(visit: Visit) -> None:
    entry = f'[[devices]]\nid = "{OLD}"\nname = "Back door"\nroom = "kitchen"\nuse = "door"\n'
    visit.site.file.write_text(f"{visit.site.file.read_text()}\n{entry}")
    visit.z2m.has(OLD, "Back door", CONTACT)
    visit.joined()
    text = visit.ivy.post(f"/visit/pair/device/{NEW}", replaces=OLD)
    assert "Back door" in text
    device = visit.device()
    assert (device.name, device.room, device.formerly) == ("Back door", "kitchen", (OLD,))
    assert list(visit.z2m.devices) == [NEW] and visit.z2m.devices[NEW]["friendly_name"] == "Back door"


def test_one_that_does_not_answer_is_taken_out_only_by_force_and_a_help_button_only_if_meant(visit: Visit) -> None:
    visit.joined(definition=BUTTON)
    visit.ivy.post(f"/visit/pair/device/{NEW}", use="help button", room="no room", name="Pendant")
    assert visit.device().worn_by == "mary", "there is only one who could wear it"
    where = f"/visit/pair/remove/{NEW}"
    assert "It is the last one of this home." in visit.ivy.get(where)
    assert "tick the box" in visit.ivy.post(where, 422)
    visit.z2m.asleep.add(NEW)
    assert "did not answer when it was asked to leave" in visit.ivy.post(where, 422, sure="yes")
    assert visit.device() is not None
    assert "Pendant" not in visit.ivy.post(where, sure="yes", force="yes")
    assert visit.device() is None and not visit.z2m.devices


def test_what_was_paired_at_the_depot_is_listed_without_an_open_network(visit: Visit) -> None:
    visit.z2m.has(OLD, "depot 7", PLUG, mains=True)
    text = visit.ivy.post("/visit/pair/open", only="look")
    assert "Tuya TS011F" in text and not visit.z2m.is_open
    assert "Kitchen kettle" in visit.ivy.post(f"/visit/pair/device/{OLD}", use="kettle", room="kitchen")


@pytest.mark.parametrize("tells_again", [False, True], ids=["older zigbee2mqtt", "newer zigbee2mqtt"])
def test_one_that_did_not_say_what_it_is_is_asked_again_from_the_page(visit: Visit, tells_again: bool) -> None:
    visit.z2m.tells_again = tells_again
    visit.ivy.post("/visit/pair/open")
    visit.z2m.joins(NEW, CONTACT, ends="failed")
    again, gone = f"/visit/pair/device/{NEW}/again", f"/visit/pair/device/{OLD}/again"
    visit.ivy.waits("/visit/pair", lambda text: "It did not say what it is. Bring it within a metre" in text)
    visit.z2m.asleep.add(NEW)
    visit.ivy.post(again)
    asked = lambda: [given["id"] for what, given in visit.z2m.requests if what == "device/interview"]  # noqa: E731
    until(lambda: asked() == [NEW], "it was asked")
    visit.ivy.waits("/visit/pair", lambda text: "Ask it again" in text, "it failed again")
    assert "zigbee2mqtt" not in visit.ivy.get("/visit/pair"), "that it failed is told at the device, once"
    visit.ivy.post("/visit/pair/close")  # what has joined may be asked whether or not others may join
    visit.z2m.asleep.clear()
    visit.ivy.post(again)
    visit.ivy.waits("/visit/pair", lambda text: "It can tell: battery, contact." in text)
    for where in (again, gone):
        assert "It is asked" not in visit.ivy.post(where), "who has said it is not asked, nor who is not there"
    assert asked() == [NEW, NEW]


@pytest.mark.parametrize("left_at", ["FAILED", "PENDING"], ids=["it failed", "zigbee2mqtt was restarted meanwhile"])
def test_one_that_was_left_half_paired_is_asked_at_the_next_visit_and_silence_is_told(
    visit: Visit, left_at: str
) -> None:
    visit.z2m.has(NEW, NEW, CONTACT)
    visit.z2m.devices[NEW].update({"interview_state": left_at, "definition": None, "supported": False})
    visit.z2m.list_devices()
    text = visit.ivy.post("/visit/pair/open", only="look")
    assert "It did not say what it is." in text and "Give it its place" not in text
    visit.z2m.mute = True
    assert "It is asked what it is" in visit.ivy.post(f"/visit/pair/device/{NEW}/again")
    text = visit.ivy.waits("/visit/pair", lambda text: "Ask it again" in text, "nobody answered")
    assert "zigbee2mqtt does not answer" in text
    visit.z2m.mute = False
    visit.ivy.post(f"/visit/pair/device/{NEW}/again")
    visit.ivy.waits("/visit/pair", lambda text: "Give it its place" in text, "it has said what it is")


# every way out closes the network


def test_nobody_looks_any_more_and_it_closes(tmp_path: Path) -> None:
    with visiting(tmp_path, structs.replace(QUICK, unseen=0.3)) as visit:
        visit.ivy.post("/visit/pair/open")
        closes(visit.z2m)


def test_nobody_comes_back_and_all_ends(tmp_path: Path) -> None:
    with visiting(tmp_path, structs.replace(QUICK, over=0.3)) as visit:
        visit.ivy.post("/visit/pair/open")
        closes(visit.z2m)
        until(lambda: around(visit.site).sittings.now is None, "it has ended")
        sole(visit.site.file).release()


def test_the_pages_are_told_to_stop_and_it_closes(tmp_path: Path) -> None:
    with broker() as real, Zigbee2Mqtt(real.port) as z2m:
        file = tmp_path / "hub.toml"
        file.write_text(HOME.format(folder=tmp_path, url=real.url))
        site = Site(file, lambda: datetime.now(UTC))
        around(site).sittings.patience = QUICK
        with served(application(site, https=False)) as origin, closing(Visit(site, real, z2m, origin)) as visit:
            visit.ivy.post("/visit/pair/open")
            until(lambda: z2m.is_open)
        closes(z2m)
        site.close()


def test_zigbee2mqtt_refuses_or_does_not_answer_and_it_is_told_to_close_all_the_same(visit: Visit) -> None:
    visit.z2m.refuses["permit_join"] = "no stick"
    text = visit.ivy.post("/visit/pair/open")
    assert "the stick does not open the network" in text and "The network is open until" not in text
    assert [given["time"] for what, given in visit.z2m.requests if what == "permit_join"] == [240, 0]
    visit.z2m.refuses.clear()
    visit.z2m.mute = True
    assert "zigbee2mqtt does not answer" in visit.ivy.post("/visit/pair/open")
    assert visit.z2m.requests[-1][1]["time"] == 0


def test_zigbee2mqtt_stops_and_the_page_says_so(visit: Visit) -> None:
    visit.ivy.post("/visit/pair/open")
    visit.z2m.say("bridge/state", {"state": "offline"}, retain=True)
    text = visit.ivy.waits("/visit/pair", lambda text: "zigbee2mqtt has stopped" in text)
    assert "The network is open until" not in text


def test_the_broker_dies_and_it_is_said_that_the_network_closes_by_itself(visit: Visit) -> None:
    visit.ivy.post("/visit/pair/open")
    visit.broker.kill()
    visit.ivy.waits("/visit/pair", lambda text: "the broker has gone" in text)
    text = visit.ivy.post("/visit/pair/close")
    assert "the network closes by itself within 4 min" in text and "The network is open until" not in text


def test_no_broker_is_there_at_all(tmp_path: Path) -> None:
    with visiting(tmp_path) as visit:
        visit.broker.kill()
        assert "the broker cannot be reached" in visit.ivy.post("/visit/pair/open")
        sole(visit.site.file).release()


def test_another_program_pairs_just_now(visit: Visit) -> None:
    held = sole(visit.site.file)
    assert "another program is just changing" in visit.ivy.post("/visit/pair/open", 422)
    held.release()
    assert "The network is open until" in visit.ivy.post("/visit/pair/open")


def test_the_stream_of_the_page_keeps_the_network_open(tmp_path: Path) -> None:
    with visiting(tmp_path, structs.replace(QUICK, unseen=2.5)) as visit:
        visit.ivy.post("/visit/pair/open")
        seen = set()
        with visit.ivy.client.stream("GET", "/live", params={"of": "pairing"}) as stream:
            for number, line in enumerate(stream.iter_lines()):
                if line.startswith("data: "):
                    seen.add(json.loads(line.removeprefix("data: "))["marks"]["pairing"])
                    if len(seen) == 1:
                        visit.z2m.joins(NEW, CONTACT)
                    elif not visit.z2m.is_open or len(seen) > 1:
                        break
                assert number < 200
        assert visit.z2m.is_open and len(seen) > 1
