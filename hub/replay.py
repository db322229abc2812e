"""Folds recorded readings in virtual time and says what would have been found, opened and sent."""

from collections.abc import Callable, Generator, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct

from hub.core.engine import Engine
from hub.core.fold import Step, fold, ticks
from hub.core.localtime import at_local, local
from hub.core.state import State
from hub.model.effects import Call, Closed, Effect, Text
from hub.model.events import Answered, Event, RoutineCompared, Sensed
from hub.model.findings import Finding
from hub.model.household import Settings
from hub.model.incidents import Incident
from hub.model.kinds import KINDS
from hub.model.routine import Compared, Past
from hub.ports import Decoder, Detector, Parts

Compare = Callable[[Past], Compared]
"""The nightly comparison of the usual days, as the hub's process of the night makes it."""
COMPARED_AT = 4 * 60 + 41
"""Minute of the local day at which a hub lets the last week be compared (`hub.shell.chores`)."""
ANSWERS_FOR = ("past", "of_resident")
"""What the engine may ask of a detector besides its steps (`hub.ports`)."""


class Line(Struct, frozen=True, kw_only=True, rename={"cls": "class"}):
    """One line of a replay: a finding, an incident's new state, or a message to somebody."""

    at: datetime
    what: str
    id: str = ""
    cls: str = ""
    kind: str = ""
    state: str = ""
    to: str = ""
    text: str = ""
    because: str = ""


class Overheard:
    """A detector, and a list of what it finds."""

    def __init__(self, detector: Detector, heard: list[Finding]) -> None:
        self._detector, self._heard = detector, heard
        self.name, self.hears, self.memory = detector.name, detector.hears, detector.memory
        self.start, self.deadline = detector.start, detector.deadline
        for name in ANSWERS_FOR:
            if hasattr(detector, name):
                setattr(self, name, getattr(detector, name))

    def step(self, memory: Any, event: Sensed) -> tuple[Any, tuple[Finding, ...]]:
        """The detector's own step."""
        memory, findings = self._detector.step(memory, event)
        if findings:
            self._heard.extend(findings)
        return memory, findings


class Replay:
    """A hub in virtual time. `answered_after`: how long after an incident was raised the first contact closes it.

    `compare`: the nightly comparison of the usual days, where what is played does not bring its own. It is made each
    night, whatever is open: in a replay mostly nobody answers.
    """

    def __init__(
        self,
        settings: Settings,
        parts: Parts,
        decoders: dict[str, Decoder],
        answered_after: timedelta | None = None,
        compare: Compare | None = None,
    ) -> None:
        self._heard: list[Finding] = []
        self._engine = Engine(lambda s: tuple(Overheard(d, self._heard) for d in parts(s)), decoders)  # type: ignore[misc]
        self._settings, self._after, self._compare = settings, answered_after, compare
        self.readings = 0

    def run(self, events: Iterable[Event]) -> Iterator[Line]:
        """Every line, in order. The replay ends with the last event: what would come later is not known."""
        state: State | None = None
        for event in events:
            if state is None:
                state = self._engine.start("replay", self._settings, event.at)
            for night in self._nights(state.at, event.at):
                state = yield from self._night(state, night)
            state = yield from self._answered(state, event.at)
            state = yield from self._step(state, event)
            self.readings += 1

    def _nights(self, since: datetime, until: datetime) -> Iterator[datetime]:
        """When the last week is compared between two moments."""
        if self._compare is None or until <= since:
            return
        day, zone = local(since, self._settings.hub.timezone).date(), self._settings.hub.timezone
        while (night := at_local(day, COMPARED_AT, zone)) <= until:
            if night > since:
                yield night
            day += timedelta(days=1)

    def _night(self, state: State, at: datetime) -> Generator[Line, None, State]:
        state = yield from self._answered(state, at)
        # What is due by then comes first: the day ends at four, whether anything is heard or not.
        state = yield from self._told(state, ticks(self._engine, state, at))
        past = self._engine.past(state)
        if past is None or not past.days or self._compare is None:
            return state
        return (yield from self._step(state, RoutineCompared(at=at, compared=self._compare(past))))

    def _answered(self, state: State, until: datetime) -> Generator[Line, None, State]:
        for answer in self._answers(state, until):
            state = yield from self._step(state, answer)
        return state

    def _step(self, state: State, event: Event) -> Generator[Line, None, State]:
        return self._told(state, fold(self._engine, state, event))

    def _told(self, state: State, steps: Iterable[Step]) -> Generator[Line, None, State]:
        for _, after, effects in steps:
            if effects or self._heard:
                yield from self._lines(state, after, effects)
            state = after
        return state

    def _lines(self, before: State, after: State, effects: tuple[Effect, ...]) -> Iterator[Line]:
        heard, self._heard[:] = tuple(self._heard), ()
        for finding in heard:
            yield _found(finding)
        yield from _incidents(before, after, effects)
        for effect in effects:
            if isinstance(effect, Text | Call):
                yield _message(effect, before, after, effects)

    def _answers(self, state: State, until: datetime) -> Iterator[Answered]:
        """The stand-in for people, if one was asked for: the first contact closes what is raised."""
        if self._after is None or not self._settings.contacts:
            return
        for incident in tuple(state.facts.open.values()):
            at = (incident.raised or until) + self._after
            if incident.place is not None and at <= until:
                yield Answered(
                    at=max(at, state.at), via="socket", id=f"replay/{incident.id}", by=self._settings.contacts[0].id,
                    does="close", incident=incident.id, outcome="helped",
                )  # fmt: skip


def _incidents(before: State, after: State, effects: tuple[Effect, ...]) -> Iterator[Line]:
    for incident in after.facts.open.values():
        known = before.facts.open.get(incident.id)
        if known is None or known.state != incident.state:
            yield _line(after.at, incident)
    for effect in effects:
        if isinstance(effect, Closed):
            yield _line(after.at, effect.incident)


def _found(finding: Finding) -> Line:
    grave = KINDS[finding.kind].grave
    return Line(
        at=finding.at, what="finding", cls=grave, kind=finding.kind, state=finding.turn, because=finding.because
    )  # fmt: skip


def _message(text: Text | Call, before: State, after: State, effects: tuple[Effect, ...]) -> Line:
    """A text or what a call says, with what is known of its incident."""
    words = text.body if isinstance(text, Text) else text.says
    closed = {e.incident.id: e.incident for e in effects if isinstance(e, Closed)}
    known = {**before.facts.open, **after.facts.open, **closed}.get(text.incident) if text.incident else None
    if known is None:
        return Line(at=text.at, what="message", to=text.to, text=words)
    return Line(
        at=text.at, what="message", id=known.id, cls=known.grave, kind=known.kind, state=known.state, to=text.to,
        text=words, because=known.because,
    )  # fmt: skip


def _line(at: datetime, incident: Incident) -> Line:
    because = incident.evidence[-1].says if incident.evidence else incident.because
    return Line(
        at=at, what="incident", id=incident.id, cls=incident.grave, kind=incident.kind, state=incident.state,
        because=because,
    )  # fmt: skip
