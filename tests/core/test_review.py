"""What a reviewer broke once: each test is a way in which an alarm was lost, answered by nobody, or told for ever."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, ClassVar

import pytest
from msgspec import Struct
from msgspec.structs import replace

import detectors
from hub.core.codec import decode, encode
from hub.core.engine import Engine
from hub.core.fold import fold, ticks
from hub.model.effects import Document, Effect, Refused, Result, Text
from hub.model.events import (
    Answered,
    ClockStepped,
    ClockVouched,
    Event,
    HubStarted,
    LinkChanged,
    Reading,
    Receipted,
    Replied,
    Reported,
    Said,
    Sensed,
    SettingsChanged,
    Tick,
)
from hub.model.findings import Finding
from hub.model.household import Centre, Device, Notices, Rung, Settings
from hub.model.ids import DeviceId, IncidentId
from hub.model.incidents import Incident
from hub.ports import Detector
from tests.core.samples import ANNA, BEN, CLEO, DEVICES, at, settings

CENTRE = Centre(url="mqtt://127.0.0.1")
NIGHT = at("03:00")
Parts = Callable[[Settings], tuple[Detector, ...]]


class Life:
    """A hub that is played, and everything that it sent."""

    def __init__(self, of: Settings, now: datetime = NIGHT, parts: Parts = detectors.parts) -> None:
        self.engine, self.now, self.sent = Engine(parts), now, list[Effect]()
        self.state = self.engine.start("e", of, now)
        self.count = 0

    def happens(self, event: Event) -> list[Effect]:
        before = len(self.sent)
        for _, state, effects in fold(self.engine, self.state, event):
            self.state, self.sent = state, [*self.sent, *effects]
        self.now = event.at
        return self.sent[before:]

    def wait(self, seconds: float) -> list[Effect]:
        before, self.now = len(self.sent), self.now + timedelta(seconds=seconds)
        for _, state, effects in ticks(self.engine, self.state, self.now):
            self.state, self.sent = state, [*self.sent, *effects]
        return self.sent[before:]

    def says(self, name: str, kind: str, value: bool | str = True) -> list[Effect]:
        return self.happens(Reported(at=self.now, source="zigbee2mqtt", name=name, said=(Said(kind, value),)))

    def press(self, name: str = "pendant") -> Incident:
        self.says(name, "help", "sos")
        return list(self.state.facts.open.values())[-1]

    def answers(self, does: Any, name: str = "", **more: Any) -> Result:
        self.count += 1
        event = Answered(at=self.now, via="centre", id=name or f"c{self.count}", by="Sue", does=does, **more)
        return next(effect for effect in self.happens(event) if isinstance(effect, Result))

    def replies(self, number: str | None, text: str, sent: datetime | None = None) -> list[Effect]:
        self.count += 1
        return self.happens(Replied(at=self.now, number=number or "", text=text, sid=f"s{self.count}", sent=sent))

    def link(self, name: str, up: bool) -> list[Effect]:
        return self.happens(LinkChanged(at=self.now, link=name, up=up))

    def open(self, identity: IncidentId) -> Incident:
        return self.state.facts.open[identity]


def texts(effects: list[Effect], to: str = "") -> list[Text]:
    return [effect for effect in effects if isinstance(effect, Text) and to in ("", effect.to)]


def test_a_test_that_somebody_took_and_forgot_rings_nobodys_phone() -> None:
    life = Life(settings(centre=CENTRE))
    life.answers("test")
    life.answers("acknowledge")
    life.wait(3600)
    assert texts(life.sent) == []
    assert life.state.facts.open == {}


def test_nor_does_a_test_whose_holder_cannot() -> None:
    life = Life(settings(centre=CENTRE))
    life.answers("test")
    life.answers("acknowledge")
    life.answers("cannot")
    life.wait(3600)
    assert texts(life.sent) == []
    assert life.state.facts.open == {}


def test_a_refused_close_that_is_sent_again_is_refused_again() -> None:
    life = Life(settings(centre=CENTRE))
    seen = life.press().version
    life.answers("acknowledge")
    life.wait(5)
    life.press()
    assert not life.answers("close", name="X", version=seen).ok
    assert not life.answers("close", name="X", version=seen).ok


def test_a_command_that_was_followed_is_followed_once() -> None:
    life = Life(settings(centre=CENTRE))
    pressed = life.press()
    life.answers("acknowledge", name="X")
    version = life.open(pressed.id).version
    assert life.answers("acknowledge", name="X").because == "already done"
    assert life.open(pressed.id).version == version


def test_while_only_a_coordinator_may_be_asked_at_this_hour_life_ignores_hours() -> None:
    ben = replace(BEN, hours="daily 09:00-17:00")
    ladder = (Rung(tell=("cleo",)), Rung(tell=("ben",)))
    life = Life(settings(contacts=(CLEO, ben), ladder=ladder, notices=Notices(tell=("cleo",))))
    life.press()
    life.wait(30)
    life.replies(CLEO.phone, "1")
    assert texts(life.wait(600), "ben")


def refused_at_night() -> Life:
    """Anna's number takes no texts, and she is not to be asked at night; the centre does not answer."""
    anna = replace(ANNA, hours="daily 09:00-17:00")
    ladder = (Rung(tell=("centre",)), Rung(tell=("anna",)))
    life = Life(settings(centre=CENTRE, contacts=(anna,), ladder=ladder, notices=Notices(tell=("centre",))))
    life.press()
    text = texts(life.sent, "anna")[0]
    life.happens(Receipted(at=life.now, effect=text.key, receipt=Refused(because="a landline", code=30006)))
    return life


def test_life_never_waits_for_the_hours_of_somebody_who_cannot_be_texted() -> None:
    life = refused_at_night()
    life.wait(60)
    (incident,) = (i for i in life.state.facts.open.values() if i.kind == "help")
    assert incident.place is not None
    assert incident.place.until <= life.now + timedelta(minutes=2)


def test_a_centre_that_is_deaf_is_told_again_in_every_round_and_not_every_ten_seconds() -> None:
    life = refused_at_night()
    life.link("centre", True)
    life.link("centre listening", True)
    documents = [
        effect for effect in life.wait(3600) if isinstance(effect, Document) and effect.document.kind == "help"
    ]
    assert 20 <= len(documents) <= 100


@pytest.mark.parametrize("ladder", [(Rung(tell=("centre",)),), (Rung(tell=("centre",)), Rung(tell=("centre",)))])
def test_so_is_a_deaf_centre_that_is_all_there_is(ladder: tuple[Rung, ...]) -> None:
    life = Life(settings(centre=CENTRE, contacts=(), ladder=ladder, notices=None))
    life.link("centre", True)
    life.link("centre listening", True)
    life.press()
    documents = [effect for effect in life.wait(3600) if isinstance(effect, Document)]
    assert 20 <= len(documents) <= 130


def test_a_reply_that_was_written_before_the_incident_never_answers_it() -> None:
    """After a damaged store the codes begin anew, and the provider still lists the replies of three days."""
    life = Life(settings())
    pressed = life.press()
    life.wait(5)
    life.replies(ANNA.phone, f"1 {pressed.reference}", sent=life.now - timedelta(days=1))
    assert life.open(pressed.id).holder is None
    life.replies(ANNA.phone, f"1 {pressed.reference}", sent=life.now)
    assert life.open(pressed.id).holder is not None


def test_a_bare_answer_to_a_list_of_two_means_neither() -> None:
    cord = Device(id=DeviceId("cord"), name="Cord", use="help button")
    ladder = (Rung(tell=("anna",), wait=timedelta(minutes=2)), Rung(tell=("ben",), wait=timedelta(minutes=12)))
    life = Life(settings(devices=(*DEVICES, cord), contacts=(ANNA, BEN), ladder=ladder))
    first = life.press()
    life.wait(16 * 60)
    second = life.press("cord")
    listed = texts(life.wait(30), "ben")
    assert [first.reference in text.body and second.reference in text.body for text in listed] == [True]
    life.replies(BEN.phone, "1")
    assert life.open(first.id).holder is None
    assert life.open(second.id).holder is None
    life.replies(BEN.phone, f"1 {second.reference}")
    assert life.open(first.id).holder is None
    assert life.open(second.id).holder is not None


class Count(Struct, frozen=True):
    """What a detector with a bug remembers."""

    due: datetime | None = None
    steps: int = 0


class Broken:
    """A detector with a bug: `how` says which."""

    name: ClassVar[str] = "broken"
    hears: ClassVar[frozenset[str]] = frozenset({"help", "motion"})
    memory: ClassVar[type[Any]] = Count

    def __init__(self, how: str) -> None:
        self.how = how

    def start(self, at: datetime) -> Count:
        return Count()

    def deadline(self, memory: Count) -> datetime | None:
        if self.how == "its deadline raises" and memory.steps:
            raise ValueError("a bug")
        return memory.due

    def step(self, memory: Count, event: Sensed) -> tuple[Count, tuple[Finding, ...]]:
        if not isinstance(event, Reading | Tick):
            return memory, ()
        if self.how == "it finds what there is not":
            return memory, (Finding(kind="nonsense", at=event.at, because="a bug"),)
        return Count(event.at if self.how == "its deadline stands still" else None, memory.steps + 1), ()


@pytest.mark.parametrize("how", ["its deadline raises", "it finds what there is not", "its deadline stands still"])
def test_a_bug_in_one_detector_costs_no_press_its_incident_and_no_rung_its_turn(how: str) -> None:
    life = Life(settings(), parts=lambda of: (*detectors.parts(of), Broken(how)))
    life.press()
    sent = life.wait(150)
    assert texts(life.sent, "anna")
    assert texts(sent, "ben")
    assert any(i.cause == "detector failed broken" for i in life.state.facts.open.values())


@pytest.mark.parametrize("how", ["settings", "a gap", "the clock", "a start"])
def test_a_deadline_that_cannot_be_worked_out_anew_stops_nothing_and_is_told(how: str) -> None:
    broken = Broken("")
    life = Life(settings(), parts=lambda of: (*detectors.parts(of), broken))
    life.says("hall-pir", "motion")
    broken.how = "its deadline raises"
    hour = timedelta(hours=1)
    if how == "settings":
        life.happens(SettingsChanged(at=life.now, settings=settings(notices=None)))
    elif how == "a gap":
        life.happens(HubStarted(at=life.now + hour, last_alive=life.now))
    elif how == "the clock":
        life.happens(ClockStepped(at=life.now + hour, by=hour))
    else:
        life.state = decode(encode(life.state), life.engine)
        life.happens(HubStarted(at=life.now + hour, last_alive=life.now))
    assert [i.cause for i in life.state.facts.open.values()] == ["detector failed broken"]
    assert set(life.state.dues) == {d.name for d in (*detectors.parts(settings()), broken)}
    life.press()
    assert texts(life.sent, "anna")


def waiting_for_the_morning() -> tuple[Life, Incident]:
    """A leak at night, while nobody may be asked before 08:00; then the power was cut for a moment."""
    anna = replace(ANNA, hours="daily 08:00-18:00")
    life = Life(settings(contacts=(anna,), ladder=(Rung(tell=("anna",)),), notices=Notices(tell=("anna",))))
    life.says("leak", "leak")
    (incident,) = life.state.facts.open.values()
    assert texts(life.sent) == []
    life.wait(300)
    life.happens(HubStarted(at=life.now + timedelta(seconds=30), last_alive=life.now))
    return life, incident


def test_what_waits_for_somebodys_hours_waits_no_longer_when_the_hour_is_not_known() -> None:
    life, _ = waiting_for_the_morning()
    sent = life.happens(ClockVouched(at=life.now, sure=False, because="nobody vouches"))
    assert texts(sent, "anna")


def test_what_waits_for_somebodys_hours_does_not_wait_longer_because_the_clock_was_corrected() -> None:
    life, incident = waiting_for_the_morning()
    by = timedelta(hours=6)
    sent = life.happens(ClockStepped(at=life.now + by, by=by))
    assert texts(sent, "anna")
    assert life.open(incident.id).place is not None


def test_nor_when_the_centre_can_be_reached_again() -> None:
    anna = replace(ANNA, hours="daily 08:00-18:00")
    ladder = (Rung(tell=("centre",)), Rung(tell=("anna",)))
    life = Life(settings(centre=CENTRE, contacts=(anna,), ladder=ladder, notices=Notices(tell=("anna",))))
    life.says("leak", "leak")
    (incident,) = life.state.facts.open.values()
    life.wait(300)
    life.link("centre", True)
    life.link("centre listening", True)
    assert life.open(incident.id).received_by is not None


def test_a_correction_at_night_leaves_it_waiting_until_the_morning() -> None:
    life, incident = waiting_for_the_morning()
    sent = life.happens(ClockStepped(at=life.now - timedelta(hours=1), by=timedelta(hours=-1)))
    place = life.open(incident.id).place
    assert texts(sent) == []
    assert place is not None
    assert place.until == at("08:00")
