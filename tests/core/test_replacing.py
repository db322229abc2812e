"""A sensor that is replaced or taken away: its trouble ends with it, a call for help does not; the new one learns."""

from typing import Any

from msgspec import structs

from hub.core.fold import fold
from hub.core.state import State
from hub.model.effects import Effect, Text
from hub.model.events import Event, Reported, Said, SettingsChanged
from hub.model.household import Device, Settings
from hub.model.ids import DeviceId
from tests.core.anything import HOMES, Z2M, engine
from tests.core.samples import DEVICES, at

NEW = DeviceId("new")
BEFORE = HOMES[1]


def with_new(old: str, *, formerly: bool = True) -> Settings:
    """The settings with a new device in the place of an old one."""
    taken = structs.replace(
        next(d for d in DEVICES if d.id == old), id=NEW, formerly=(DeviceId(old),) if formerly else ()
    )
    return structs.replace(BEFORE, devices=(*(d for d in DEVICES if d.id != old), taken))


def without(old: str) -> Settings:
    left: tuple[Device, ...] = tuple(d for d in DEVICES if d.id != old)
    return structs.replace(BEFORE, devices=left)


class Lived:
    def __init__(self) -> None:
        self.engine = engine()
        self.state: State = self.engine.start("e", BEFORE, at("10:00"))

    def __call__(self, *events: Event) -> list[Text]:
        sent: list[Effect] = []
        for event in events:
            for _, self.state, effects in fold(self.engine, self.state, event):  # noqa: B020
                sent += effects
        return [e for e in sent if isinstance(e, Text)]

    @property
    def open(self) -> list[str]:
        return [i.cause or i.kind for i in self.state.facts.open.values()]


def says(when: str, device: str, kind: str, value: Any) -> Reported:
    return Reported(at=at(when), source=Z2M, name=device, said=(Said(kind, value),))


def test_trouble_ends_with_the_device_that_was_replaced_and_who_was_told_hears_it() -> None:
    hub = Lived()
    hub(says("10:01", "leak", "battery", 5.0), says("10:02", "smoke", "tamper", True))
    assert hub.open == ["battery low leak", "tamper smoke"]
    (text,) = hub(SettingsChanged(at=at("10:10"), settings=with_new("leak")))
    assert hub.open == ["tamper smoke"]
    assert text.to == "ben" and "Replaced by a new one. It was: the battery of Kitchen leak sensor is low" in text.body
    closed = hub.state.facts.past[-1]
    assert closed.outcome == "restored"


def test_a_life_saving_fault_of_a_device_that_was_taken_away_ends_too_and_she_hears_it() -> None:
    hub = Lived()
    hub(says("10:02", "smoke", "tamper", True))
    texts = hub(SettingsChanged(at=at("10:10"), settings=without("smoke")))
    assert hub.open == [] and {t.to for t in texts} == {"ben", "resident:mary"}
    assert all("Taken out of the settings" in t.body for t in texts)


def test_a_call_for_help_does_not_end_with_its_button() -> None:
    hub = Lived()
    hub(says("10:01", "pendant", "help", "sos"))
    assert hub(SettingsChanged(at=at("10:02"), settings=with_new("pendant"))) == []
    assert hub.open == ["help"]


def test_trouble_with_a_device_that_stays_stays() -> None:
    hub = Lived()
    hub(says("10:01", "leak", "battery", 5.0))
    hub(SettingsChanged(at=at("10:02"), settings=with_new("smoke")))
    assert hub.open == ["battery low leak"]


def test_the_new_device_starts_as_new_with_its_own_learning() -> None:
    hub = Lived()
    hub(*(says(f"10:{minute:02}", "hall-pir", "motion", True) for minute in range(1, 30)))
    hub(SettingsChanged(at=at("10:40"), settings=with_new("hall-pir")))
    known = hub.state.world.devices[NEW]
    assert (known.status, known.heard, known.interval, known.watched) == ("new", None, 0.0, 0.0)
    hub(says("10:41", NEW, "motion", True))
    assert hub.state.world.devices[NEW].status == "seen"
