"""Fresh, cached or late; news or a repetition; placed, or kept until the list comes (design section 4)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec import structs

from hub.core.codec import decode, encode
from hub.core.fold import fold
from hub.core.home import Home
from hub.core.placing import place
from hub.core.state import DeviceState, State, World
from hub.core.unknown_names import KEPT, LARGEST
from hub.model.events import DevicesListed, Event, LinkChanged, Listed, Means, Reading, Reported, Said, Unplaced
from hub.model.ids import DeviceId
from tests.core.anything import HOMES, Z2M, engine
from tests.core.samples import at, home

NOW = at("09:00")
LIVED: Home = home()
FIRST = World(online_round=0)
RESTARTED = World(online_round=1, online_since=at("08:59"))


def known(**levels: Any) -> DeviceState:
    """A device that spoke at 08:00, before zigbee2mqtt last came online."""
    return DeviceState(status="seen", since=at("07:00"), quiet_from=at("08:00"), heard=at("08:00"), seen=at("08:00"),
                       levels=dict(levels), pressed=at("07:30"))  # fmt: skip


def said(kind: str, value: Any, before: DeviceState | None, world: World, seen: datetime | None, retained: bool = False
         ) -> list[Reading]:  # fmt: skip
    if before is not None:
        world = World(
            **{**{f: getattr(world, f) for f in world.__struct_fields__}, "devices": {DeviceId("radar"): before}}
        )
    event = Reported(at=NOW, source=Z2M, name="radar", said=(Said(kind, value),), seen=seen, retained=retained)
    return list(place(world, LIVED, event)[1])


AGO = timedelta(seconds=1)


FRESH, REPEATED = (False, False, True), (False, False, False)
CACHED_EDGE, CACHED_SAME = (True, True, True), (True, True, False)


@pytest.mark.parametrize(
    ("why", "kind", "value", "before", "world", "seen", "retained", "meant"),
    [
        # meant: (cached, late, edge), or None if it is no reading
        ("spoken now", "motion", True, known(motion=False), FIRST, NOW, False, FRESH),
        ("repeated by the device", "motion", True, known(motion=True), FIRST, NOW, False, REPEATED),
        ("retained", "motion", True, known(motion=False), FIRST, NOW, True, (True, False, True)),
        ("no time, ordinary", "motion", True, known(), FIRST, None, False, FRESH),
        ("no time, first after restart", "motion", True, known(), RESTARTED, None, False, (True, False, True)),
        ("the cache after a restart", "fall", True, known(fall=True), RESTARTED, at("08:00"), False, CACHED_SAME),
        ("still on when first seen", "fall", True, known(fall=False), RESTARTED, at("08:00"), False, CACHED_EDGE),
        ("newer than the cache", "fall", True, known(fall=False), RESTARTED, at("08:59:50"), False, FRESH),
        ("a device never heard, from the cache", "smoke", True, None, RESTARTED, at("02:00"), False, CACHED_EDGE),
        ("older than what was heard", "motion", True, known(), FIRST, at("07:59"), False, CACHED_EDGE),
        ("just not late", "motion", True, known(), FIRST, NOW - timedelta(seconds=120), False, FRESH),
        ("just late", "motion", True, known(), FIRST, NOW - timedelta(seconds=121), False, (False, True, True)),
        ("a device's clock in the future", "motion", True, known(), FIRST, NOW + timedelta(days=400), False,
         FRESH),
        ("a press", "help", "sos", known(), FIRST, NOW, False, FRESH),
        ("a press after a restart is fresh", "help", "sos", known(), RESTARTED, None, False, FRESH),
        ("the same press again", "help", "sos", known(), FIRST, at("07:30"), False, None),
        ("the first not-so is no news", "smoke", False, None, FIRST, NOW, False, REPEATED),
    ],
    ids=lambda v: v.replace(" ", "-") if isinstance(v, str) else "",
)  # fmt: skip
def test_what_a_message_is(
    why: str, kind: str, value: Any, before: DeviceState | None, world: World, seen: datetime | None, retained: bool,
    meant: tuple[bool, bool, bool] | None,
) -> None:  # fmt: skip
    readings = said(kind, value, before, world, seen, retained)
    assert [(r.cached, r.late, r.edge) for r in readings] == ([meant] if meant else []), why


def test_late_activity_counts_when_it_happened() -> None:
    (late,) = said("motion", True, known(), FIRST, NOW - timedelta(minutes=10))
    assert (late.at, late.heard) == (NOW - timedelta(minutes=10), NOW)
    (soon,) = said("motion", True, known(), FIRST, NOW - timedelta(minutes=1))
    assert (soon.at, soon.heard) == (NOW, NOW)


# A message that a newer one overtook


def told(*says: tuple[str, str, Any], name: str = "smoke") -> "Lived":
    """Messages in the order in which they come: when the device sent it, what it says, and the value."""
    return Lived()(*(_sent(n, *each, name=name) for n, each in enumerate(says)))


def _sent(n: int, seen: str, kind: str, value: Any, name: str) -> Reported:
    return Reported(at=at("09:00") + n * timedelta(seconds=5), source=Z2M, name=name, said=(Said(kind, value),),
                    seen=at(seen))  # fmt: skip


def level(hub: "Lived", device: str, kind: str) -> Any:
    return hub.state.world.devices[DeviceId(device)].levels.get(kind)


def test_smoke_that_comes_after_the_word_that_it_is_over_is_told_once_and_lowers_and_raises_nothing() -> None:
    hub = told(("08:40", "smoke", False), ("08:59:10", "smoke", False), ("08:50", "smoke", True))
    (smoke,) = hub.state.facts.open.values()
    assert (smoke.kind, smoke.late) == ("smoke", True) and "since 08:50, heard 09:00" in smoke.because
    assert level(hub, "smoke", "smoke") is False, "the newest word stands"
    again = hub(_sent(3, "08:50", "smoke", True, "smoke"), _sent(4, "08:49", "smoke", True, "smoke"))
    assert next(iter(again.state.facts.open.values())).evidence == smoke.evidence, "the same word again is no news"


def test_smoke_that_was_told_already_is_no_news_when_its_old_word_comes_again() -> None:
    hub = told(("08:50", "smoke", True), ("08:55", "smoke", False), ("08:50", "smoke", True))
    (smoke,) = hub.state.facts.open.values()
    assert [e.says for e in smoke.evidence if "since" in e.says] == [
        "Hall smoke alarm reports smoke since 08:50, heard 09:00"
    ]


def test_an_older_word_that_it_is_over_ends_nothing() -> None:
    hub = told(("08:50", "smoke", True), ("08:49", "smoke", False))
    assert level(hub, "smoke", "smoke") is True
    (smoke,) = hub.state.facts.open.values()
    assert not any("no longer" in e.says for e in smoke.evidence)


def test_an_older_door_or_fault_flips_nothing_and_what_was_unknown_is_filled_in() -> None:
    hub = told(
        ("08:59:30", "contact", False), ("08:59:20", "contact", True), ("08:59:10", "battery", 40.0), name="front"
    )
    assert level(hub, "front", "contact") is False and level(hub, "front", "battery") == 40.0
    hub = told(("08:59:30", "fault", False), ("08:59:20", "fault", True))
    assert hub.state.facts.open == {}
    hub = told(("08:59:30", "fault", True), ("08:59:20", "fault", False))
    assert [i.cause for i in hub.state.facts.open.values()] == ["fault smoke"]


def test_a_fall_that_comes_late_is_still_a_fall() -> None:
    hub = told(("08:58", "fall", False), ("08:59:30", "fall", False), ("08:59:20", "fall", True), name="radar")
    assert [(i.kind, i.late) for i in hub.state.facts.open.values()] == [("fall", True)]


def test_a_device_whose_clock_was_ahead_is_heard_as_ever() -> None:
    """Its messages of next year are followed by some of now: the first of these must not be old for a whole year."""
    hub = Lived()
    wrong = structs.replace(_sent(0, "09:00", "smoke", False, "smoke"), seen=at("09:00", day=365))
    hub(wrong, _sent(1, "09:00:05", "smoke", True, "smoke"))
    (smoke,) = hub.state.facts.open.values()
    assert not smoke.late and hub.state.world.devices[DeviceId("smoke")].seen == at("09:00:05")


class Lived:
    """A hub from its start."""

    def __init__(self) -> None:
        self.engine = engine()
        self.state: State = self.engine.start("e", HOMES[0], at("08:00"))

    def __call__(self, *events: Event) -> "Lived":
        for event in events:
            *_, (_, self.state, _) = fold(self.engine, self.state, event)
        return self

    def keys(self) -> list[str]:
        return sorted(i.key for i in self.state.facts.open.values() if i.grave == "life")


def press(when: str, name: str = "pendant", seen: datetime | None = None, retained: bool = False) -> Reported:
    return Reported(at=at(when), source=Z2M, name=name, said=(Said("help", "sos"),), seen=seen, retained=retained)


def test_a_press_that_the_broker_brings_twice_is_one_press() -> None:
    hub = Lived()(press("09:00", seen=at("09:00")))
    (before,) = hub.state.facts.open.values()
    hub(press("09:00:05", seen=at("09:00")))
    (after,) = hub.state.facts.open.values()
    assert after.evidence == before.evidence
    hub(press("09:00:09", seen=at("09:00:08")))
    assert len(next(iter(hub.state.facts.open.values())).evidence) == len(before.evidence) + 1


def test_a_retained_action_never_presses() -> None:
    assert Lived()(press("09:00", retained=True), press("09:01", seen=at("09:01"), retained=True)).keys() == []


def test_a_fresh_press_after_a_restart_of_zigbee2mqtt_presses() -> None:
    online = LinkChanged(at=at("08:30"), link="zigbee2mqtt", up=True)
    assert Lived()(online, press("09:00", seen=None)).keys() == ["help|pendant"]


def kept(when: str, name: str, payload: str) -> Unplaced:
    return Unplaced(at=at(when), source=Z2M, name=name, payload=payload)


def names(when: str, *pairs: tuple[str, str]) -> DevicesListed:
    return DevicesListed(at=at(when), source=Z2M,
                         devices=tuple(Listed(name=n, address=DeviceId(a)) for n, a in pairs))  # fmt: skip


def test_a_press_before_the_list_is_raised_at_once_and_renamed_when_it_comes() -> None:
    hub = Lived()(kept("09:00", "her button", '{"action":"emergency"}'))
    (unknown,) = hub.state.facts.open.values()
    assert unknown.key == "help|her button"
    assert "unknown device" in unknown.because
    hub(names("09:00:02", ("her button", "pendant")))
    (known_,) = hub.state.facts.open.values()
    assert (known_.id, known_.key, known_.device, known_.resident) == (unknown.id, "help|pendant", "pendant", "mary")
    hub(Reported(at=at("09:01"), source=Z2M, name="her button", said=(Said("help", "sos"),), seen=at("09:01")))
    assert hub.keys() == ["help|pendant"], "the next press joins it"


def test_an_ordinary_message_before_the_list_is_read_when_the_list_comes() -> None:
    hub = Lived()(kept("09:00", "hall eye", '{"occupancy":true,"battery":40}'))
    assert hub.state.facts.open == {}
    assert len(hub.state.world.unplaced) == 1
    hub(names("09:00:02", ("other", "0x9")))
    assert len(hub.state.world.unplaced) == 1
    hub(names("09:00:03", ("hall eye", "hall-pir")))
    assert hub.state.world.unplaced == ()
    assert hub.state.world.devices[DeviceId("hall-pir")].levels["motion"] is True


def test_what_nobody_can_read_is_kept_and_breaks_nothing() -> None:
    hub = Lived()(kept("09:00", "x", "\x00 not json"), kept("09:01", "x", "[]"), names("09:02", ("x", "0x9")))
    assert hub.state.facts.open == {}
    assert hub.state.world.unplaced == ()


def test_a_huge_message_is_not_kept_but_its_call_is_heard() -> None:
    filler = "x" * LARGEST
    hub = Lived()(kept("09:00", "eye", f'{{"occupancy":true,"filler":"{filler}"}}'))
    hub(kept("09:01", "button", f'{{"action":"sos","filler":"{filler}"}}'))
    assert hub.keys() == ["help|button"]
    assert hub.state.world.unplaced == ()
    just = '{"occupancy":true,"f":"' + "x" * (LARGEST - 25) + '"}'
    assert len(just) == LARGEST
    assert len(hub(kept("09:02", "eye", just)).state.world.unplaced) == 1


def test_unplaced_messages_have_a_bound() -> None:
    hub = Lived()
    for n in range(KEPT + 5):
        hub(kept("09:00", f"n{n}", '{"occupancy":true}'))
    assert len(hub.state.world.unplaced) == KEPT
    assert hub.state.world.unplaced[-1].name == f"n{KEPT + 4}"


def test_a_device_keeps_what_is_known_of_it_under_a_new_name() -> None:
    hub = Lived()(
        names("08:10", ("old", "0x7")), Reported(at=at("08:11"), source=Z2M, name="old", said=(Said("leak", True),))
    )
    assert hub.state.world.devices[DeviceId("0x7")].levels == {"leak": True}
    hub(names("08:20", ("new", "0x7")), Reported(at=at("08:21"), source=Z2M, name="new", said=(Said("leak", True),)))
    assert hub.state.world.devices[DeviceId("0x7")].levels == {"leak": True}
    assert len([i for i in hub.state.facts.open.values() if i.kind == "flood"]) == 1


class Eye:
    """A motion sensor that also measures; what it says of motion, and whether that counts as old."""

    def __init__(self) -> None:
        self.world = FIRST

    def says(self, when: str, *said: Said) -> bool:
        event = Reported(at=at(when), source=Z2M, name="hall-pir", said=said, seen=at(when))
        self.world, readings, _ = place(self.world, LIVED, event)
        return next(r.cached for r in readings if r.kind == "motion")


ON, OFF = Said("motion", True), Said("motion", False)


def warm(degrees: float) -> Said:
    return Said("temperature", degrees)


def test_motion_that_rides_along_counts_for_half_an_hour_after_it_began() -> None:
    eye = Eye()
    assert [eye.says("09:00", ON, warm(20)), eye.says("09:30", ON, warm(21))] == [False, False]
    assert eye.says("09:30:01", ON, warm(22)), "it is stuck"
    assert eye.says("09:40", ON, warm(22), Said("battery", 90.0)), "a first word of something else explains it too"
    assert eye.says("09:41", ON, warm(22), Said("battery", 89.0))
    assert not eye.says("09:50", ON, warm(22), Said("battery", 89.0)), "nothing else explains why it came"
    assert eye.says("09:51", ON, warm(23))
    assert not eye.says("10:00", OFF, warm(23))
    assert [eye.says("10:01", ON, warm(24)), eye.says("10:31", ON, warm(25))] == [False, False]
    assert eye.says("10:32", ON, warm(26))


def test_motion_out_of_a_cache_began_nobody_knows_when() -> None:
    eye = Eye()
    kept_ = Reported(at=at("09:00"), source=Z2M, name="hall-pir", said=(ON, warm(20)), retained=True)
    eye.world = place(eye.world, LIVED, kept_)[0]
    assert eye.says("09:05", ON, warm(21))


def test_the_device_itself_was_heard_although_its_motion_is_old() -> None:
    eye = Eye()
    eye.says("09:00", ON, warm(20))
    eye.says("10:00", ON, warm(21))
    assert eye.world.devices[DeviceId("hall-pir")].heard == at("10:00")


def test_when_motion_began_is_remembered_over_a_restart() -> None:
    hub = Lived()(Reported(at=at("09:00"), source=Z2M, name="hall-pir", said=(ON,)))
    read = decode(encode(hub.state), hub.engine)
    assert read.world.devices[DeviceId("hall-pir")].rose == at("09:00")
    assert read == hub.state


def test_a_press_is_a_sign_of_life_also_as_the_first_word_after_a_restart() -> None:
    event = Reported(at=NOW, source=Z2M, name="pendant", said=(Said("help", "emergency"),))
    world, (reading,), _ = place(RESTARTED, LIVED, event)
    assert reading.edge and not reading.cached
    assert world.devices[reading.device].heard == NOW


def test_a_press_that_only_its_definition_calls_a_call_is_raised_when_the_list_comes() -> None:
    """An emergency button of which every press is `single`: by the word alone it is nothing."""
    means = (Means("action", "help", on=("single",)),)
    device = Listed(name="her button", address=DeviceId("pendant"), means=means)
    hub = Lived()(kept("09:00", "her button", '{"action":"single","battery":40}'))
    assert hub.keys() == []
    hub(DevicesListed(at=at("09:30"), source=Z2M, devices=(device,)))
    (incident,) = (each for each in hub.state.facts.open.values() if each.grave == "life")
    assert (incident.key, incident.late, incident.raised) == ("help|pendant", True, at("09:30"))
    assert hub.state.world.devices[DeviceId("pendant")].levels["battery"] == 40.0
    hub(DevicesListed(at=at("09:31"), source=Z2M, devices=(device,)))
    assert len(incident.evidence) == 1 and hub.keys() == ["help|pendant"], "once"


def test_a_kept_message_out_of_a_retained_topic_presses_nothing_when_the_list_comes() -> None:
    device = Listed(name="her button", address=DeviceId("pendant"), means=(Means("action", "help", on=("single",)),))
    old = Unplaced(at=at("09:00"), source=Z2M, name="her button", payload='{"action":"single"}', retained=True)
    assert Lived()(old, DevicesListed(at=at("09:01"), source=Z2M, devices=(device,))).keys() == []
