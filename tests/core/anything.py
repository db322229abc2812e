"""Anything that can happen, in any order: moves that hypothesis draws, and a hub that they happen to.

A move is plain data, so that a failing example can be read; `event` makes it an event when its turn comes, because
replies, commands and receipts speak of what was sent before.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from hypothesis import strategies as st
from msgspec import structs

from connectors.zigbee2mqtt.decode import decoder
from detectors import parts
from hub.core.engine import Engine
from hub.core.fold import Step, fold, ticks
from hub.core.state import State
from hub.model.effects import Accepted, Call, Delivered, Effect, Receipt, Refused, Text, TryAgain, Unanswered
from hub.model.events import (
    Answered,
    AvailabilityChanged,
    ClockStepped,
    ClockVouched,
    ContactTested,
    DevicesListed,
    DeviceTested,
    Event,
    FaultChanged,
    HubStarted,
    Impact,
    Keyed,
    LinkChanged,
    Listed,
    Paused,
    Receipted,
    Replied,
    Reported,
    Said,
    SettingsChanged,
    Unplaced,
)
from hub.model.household import (
    Announcing,
    Centre,
    Consent,
    Device,
    Falls,
    Home,
    Listening,
    Notices,
    Readiness,
    Rung,
    Settings,
)
from hub.model.ids import ContactId, DeviceId, EffectKey
from tests.core.samples import ANNA, BEN, CLEO, DEVICES, MARY, at, settings
from tests.support.fall_models import MODELS
from tests.support.worn_motion import IMPACTS, MOVES, movement, window

Z2M = "zigbee2mqtt"
BAND = Device(
    id=DeviceId("A0:9E:1A:00:00:01"), name="Band", use="fall device", worn_by=MARY.id, placement="waist",
    bluetooth=Listening(connect="polar"),
)  # fmt: skip
WORN = ("pendant", "stranger", BAND.id, BAND.id, BAND.id)
START = at("06:00")
CENTRE = Centre(url="mqtts://centre.example:8883")
LADDER = (
    Rung(tell=("centre", "anna"), wait=timedelta(minutes=9)),
    Rung(tell=("ben", "cleo"), wait=timedelta(minutes=12)),
)
NOT_AGREED = {"falls": Consent(agreed=False), "inactivity": Consent(agreed=False), "centre": Consent(agreed=True)}
OFTEN = Readiness(
    every=timedelta(hours=3),
    hours="daily 06:00-23:00",
    again_after=timedelta(hours=1),
    missing_after=timedelta(hours=2),
)
HOMES: tuple[Settings, ...] = (
    settings(centre=CENTRE, ladder=LADDER, readiness=OFTEN, announce=Announcing()),
    settings(ladder=(Rung(tell=("ben",), wait=timedelta(minutes=20), repeat=3),), notices=Notices(tell=("ben",))),
    settings(centre=CENTRE, ladder=LADDER, home=Home(service="suspended")),
    settings(centre=CENTRE, ladder=LADDER, home=Home(service="ended"), announce=Announcing()),
    settings(centre=CENTRE, ladder=LADDER, consent=NOT_AGREED, readiness=OFTEN),
    settings(
        contacts=(structs.replace(ANNA, phone="+447700900555", hours="mon-fri 08:00-18:00"), BEN),
        ladder=(Rung(tell=("anna",), wait=timedelta(minutes=7)), Rung(tell=("ben",), wait=timedelta(minutes=30))),
    ),
    settings(
        contacts=(structs.replace(ANNA, ways=("text", "call")), structs.replace(BEN, ways=("call",)), CLEO),
        ladder=(Rung(tell=("anna",), wait=timedelta(minutes=3)), Rung(tell=("ben", "cleo"), wait=timedelta(minutes=4))),
        announce=Announcing(),
    ),
    settings(ladder=LADDER[1:], devices=(*DEVICES, BAND)),
    settings(
        ladder=LADDER[1:],
        devices=(*DEVICES, BAND),
        detectors=structs.replace(settings().detectors, falls=Falls(first_week=timedelta(0))),
    ),
)

DEVICE_NAMES = (*(d.id for d in DEVICES), "stranger", "kitchen button")
SAID = (
    ("help", "sos"), ("cancel", "cancel"), ("sos", True), ("sos", False), ("fall", True), ("fall", False),
    ("smoke", True), ("smoke", False), ("leak", True), ("leak", False), ("gas", True), ("carbon monoxide", True),
    ("motion", True), ("motion", False), ("contact", True), ("contact", False), ("bed", True), ("bed", False),
    ("battery", 5.0), ("battery", 90.0), ("battery low", True), ("tamper", True), ("heard", True),
    ("temperature", 20.5), ("fault", True), ("fault", False), ("test", True),
)  # fmt: skip
PAYLOADS = (
    '{"action":"emergency"}',
    '{"smoke":true}',
    '{"occupancy":true}',
    '{"contact":false}',
    "not json",
    "[1]",
    '{"sos":true}',
)
TEXTS = (
    "1",
    "1 20",
    "2",
    "3",
    "all ok",
    "on my way",
    "can't",
    "999 called",
    "what?",
    "I'm fine",
    "false alarm",
    "",
    "FAULT pendant",
    "broken",
    "FIXED pendant",
    "fault lift",
    "OK",
    "Mary away 2 hours",
    "Mary back",
    "snooze 1 hour",
    "KEY",
    "give to Ben",
    "with her, waiting for ambulance",
    "taken to hospital",
)
DOES = ("received", "acknowledge", "travelling", "with_resident", "close", "cannot", "test", "again", "cancel",
        "ambulance", "hand_over")  # fmt: skip
RECEIPTS: tuple[Receipt, ...] = (
    Accepted(provider_id="SM1"), Delivered(), TryAgain(because="busy", code=429),
    TryAgain(because="phone off", unreachable=True), Refused(because="landline", code=30006),
    Refused(because="opted out", code=21610, fault="opt-out"), Refused(because="no credit", fault="credit"),
    Unanswered(because="busy"), Unanswered(because="no key was pressed"),
)  # fmt: skip
NUMBERS = (ANNA.phone, BEN.phone, CLEO.phone, MARY.phone, "+447700900555", "+447700900999")
LINKS = ("broker", "zigbee2mqtt", "bluetooth", "centre", "centre listening", "sms")
CAUSES = ("disk", "source zigbee2mqtt", "sms credit")


picks = st.sampled_from
said = st.lists(picks(SAID), min_size=1, max_size=3, unique_by=lambda s: s[0]).map(tuple)
late = picks((None, None, 0, 1, 119, 121, 4000))
repeats = picks((None, None, 0, 1))
moves: st.SearchStrategy[tuple[Any, ...]] = st.one_of(
    st.tuples(st.just("reported"), picks(DEVICE_NAMES), said, late, picks((False, False, False, True))),
    st.tuples(st.just("pressed"), picks(("pendant", "stranger", "kitchen button")), late),
    st.tuples(st.just("replied"), picks(NUMBERS), picks(TEXTS), picks((None, 0, 1, 2)), repeats, late),
    st.tuples(st.just("answered"), picks(("centre", "socket")), picks(DOES), picks(("anna", "Zoe", "cleo", "", "Ben")),
              picks((None, 0, 1)), picks((None, 1, 99)), repeats, picks((None, 5, 20))),
    st.tuples(st.just("receipted"), st.integers(0, 30), picks(RECEIPTS)),
    st.tuples(st.just("tested"), picks(("anna", "ben", "nobody"))),
    st.tuples(st.just("tried"), picks(("pendant", "pendant", "smoke", "radar", "hall-pir", "nobody")),
              picks((False, False, False, True))),
    st.tuples(st.just("keyed"), st.integers(0, 30), picks(("1", "1", "2", "3", "*", "#", "", "11")), repeats),
    st.tuples(st.just("paused"), picks(("away", "snooze", "visit")), picks((None, 60, 3600, 9000, 36000))),
    st.tuples(st.just("link"), picks(LINKS), st.booleans(), picks((False, False, True))),
    st.tuples(st.just("fault"), picks(CAUSES), st.booleans(), st.booleans()),
    st.tuples(st.just("availability"), picks(DEVICE_NAMES), st.booleans()),
    st.tuples(st.just("unplaced"), picks(("kitchen button", "stranger")), picks(PAYLOADS)),
    st.tuples(st.just("listed"), picks(((), ("kitchen button",), ("kitchen button", "stranger", "pendant")))),
    st.tuples(st.just("started"), st.booleans()),
    st.tuples(st.just("clock stepped"), picks((-7200, -45, -3, 3, 45, 7200))),
    st.tuples(st.just("vouched"), st.booleans()),
    st.tuples(st.just("settings"), st.integers(0, len(HOMES) - 1)),
    st.tuples(st.just("struck"), picks(WORN), picks(("a fall", "a fall", *IMPACTS)), picks((0, 2, 5))),
    st.tuples(st.just("moved"), picks(WORN), picks(tuple(MOVES)), picks((2.0, 30.0, 14400.0))),
)  # fmt: skip
waits = picks((0, 0, 1, 5, 21, 90, 130, 600, 600, 3600, 3600 * 7))
stories = st.lists(st.tuples(waits, moves), min_size=1, max_size=25)


class Hub:
    """A hub to which anything happens. `seen` are its steps, `sent` its effects."""

    def __init__(self, first: Settings = HOMES[0]) -> None:
        self.engine = engine()
        self.state: State = self.engine.start("e", first, START)
        self.now = START
        self.sent: list[Effect] = []
        self.texts: list[Text] = []
        self.count = 0

    def happens(self, wait: int, move: tuple[Any, ...]) -> Iterator[tuple[State, Step]]:
        """Each step with the state before it."""
        before, self.now = self.now, self.now + timedelta(seconds=wait)
        self.count += 1
        event = self.event(move, before)
        self.now = event.at
        for step in fold(self.engine, self.state, event):
            old, self.state = self.state, step[1]
            self.sent += step[2]
            self.texts += [e for e in step[2] if isinstance(e, Text)]
            yield old, step

    def idle(self, until: datetime) -> Iterator[tuple[State, Step]]:
        for step in ticks(self.engine, self.state, until):
            old, self.state = self.state, step[1]
            self.sent += step[2]
            yield old, step
        self.now = max(self.now, until)

    def event(self, move: tuple[Any, ...], before: datetime) -> Event:
        kind, *rest = move
        made: Event = getattr(self, kind.replace(" ", "_"))(before, *rest)
        return made

    def sid(self, repeat: int | None) -> str:
        return f"s{self.count if repeat is None else repeat}"

    def ago(self, seconds: int | None) -> datetime | None:
        return None if seconds is None else self.now - timedelta(seconds=seconds)

    def reported(self, _: datetime, name: str, what: Any, ago: int | None, retained: bool) -> Event:
        values = tuple(Said(kind, value) for kind, value in what)
        return Reported(at=self.now, source=Z2M, name=name, said=values, seen=self.ago(ago), retained=retained)

    def pressed(self, _: datetime, name: str, ago: int | None) -> Event:
        return Reported(at=self.now, source=Z2M, name=name, said=(Said("help", "sos"),), seen=self.ago(ago))

    def replied(
        self, _: datetime, whose: str, text: str, code: int | None, repeat: int | None, ago: int | None
    ) -> Event:
        codes = [r.code for r in self.state.facts.references]
        tail = f" {codes[-1 - code % len(codes)]}" if code is not None and codes else ""
        return Replied(at=self.now, number=whose, text=text + tail, sid=self.sid(repeat), sent=self.ago(ago))

    def answered(self, _: datetime, via: Any, does: Any, by: str, which: int | None, version: int | None,
                 repeat: int | None, minutes: int | None) -> Event:  # fmt: skip
        ids = [*self.state.facts.open, *(p.id for p in self.state.facts.past[-1:])]
        named = ids[which % len(ids)] if which is not None and ids else None
        return Answered(at=self.now, via=via, id=self.sid(repeat), by=by, does=does, incident=named, version=version,
                        minutes=minutes)  # fmt: skip

    def receipted(self, _: datetime, which: int, receipt: Receipt) -> Event:
        keys = [e.key for e in self.sent if isinstance(e, Text | Call) or type(e).__name__ == "Document"]
        return Receipted(
            at=self.now, effect=keys[-1 - which % len(keys)] if keys else EffectKey("x/1/y"), receipt=receipt
        )

    def tested(self, _: datetime, contact: str) -> Event:
        return ContactTested(at=self.now, contact=ContactId(contact), by="Sue")

    def tried(self, _: datetime, device: str, over: bool) -> Event:
        return DeviceTested(at=self.now, device=device, by="Sue", over=over)

    def keyed(self, _: datetime, which: int, key: str, repeat: int | None) -> Event:
        keys = [e.key for e in self.sent if isinstance(e, Text | Call)]
        effect = keys[-1 - which % len(keys)] if keys else EffectKey("x/1/call/y")
        return Keyed(at=self.now, effect=effect, key=key, sid=self.sid(repeat))

    def paused(self, _: datetime, what: Any, seconds: int | None) -> Event:
        until = None if seconds is None else self.now + timedelta(seconds=seconds)
        return Paused(at=self.now, what=what, until=until, by="Sue")

    def link(self, _: datetime, name: str, up: bool, retained: bool) -> Event:
        return LinkChanged(at=self.now, link=name, up=up, because="drawn", retained=retained)

    def fault(self, _: datetime, cause: str, present: bool, saves: bool) -> Event:
        return FaultChanged(at=self.now, cause=cause, present=present, because=f"{cause} drawn", life_saving=saves)

    def availability(self, _: datetime, name: str, online: bool) -> Event:
        return AvailabilityChanged(at=self.now, source=Z2M, name=name, online=online)

    def unplaced(self, _: datetime, name: str, payload: str) -> Event:
        return Unplaced(at=self.now, source=Z2M, name=name, payload=payload)

    def listed(self, _: datetime, names: tuple[str, ...]) -> Event:
        return DevicesListed(at=self.now, source=Z2M,
                             devices=tuple(Listed(name=n, address=DeviceId(f"0x{len(n)}")) for n in names))  # fmt: skip

    def started(self, before: datetime, stalled: bool) -> Event:
        return HubStarted(at=self.now, last_alive=before, stalled=stalled)

    def clock_stepped(self, _: datetime, by: int) -> Event:
        step = timedelta(seconds=by)
        return ClockStepped(at=self.now + step, by=step)

    def vouched(self, _: datetime, sure: bool) -> Event:
        return ClockVouched(at=self.now, sure=sure, because="drawn")

    def struck(self, _: datetime, device: str, what: str, ago: int) -> Event:
        made, peak = window(what, ago)
        return Impact(at=self.now, device=DeviceId(device), struck=self.now - timedelta(seconds=ago), peak=peak,
                      window=made, rate=50.0, most=16.0)  # fmt: skip

    def moved(self, _: datetime, device: str, how: str, seconds: float) -> Event:
        return movement(how, device, self.now, seconds)

    def settings(self, _: datetime, which: int) -> Event:
        return SettingsChanged(at=self.now, settings=HOMES[which])


def engine() -> Engine:
    """The real engine with all its detectors."""
    return Engine(partial(parts, models=MODELS), {Z2M: decoder})
