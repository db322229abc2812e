"""A hub in virtual time whose weeks can be gone back to: what is raised, who is told, and states to go on from."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from hub.core.engine import Engine
from hub.core.fold import fold, ticks
from hub.core.state import State
from hub.model.effects import Effect, Text
from hub.model.events import Answered, Event
from hub.model.household import Settings
from hub.model.ids import IncidentId
from hub.model.incidents import Incident
from hub.rehearsal.cast import calls_for_help

SOMEBODY_COMES = timedelta(minutes=20)
"""How long after a false alarm it is closed, by whoever came or rang."""


class Raised(NamedTuple):
    """An incident from the moment on at which people are called, and the first text of it."""

    at: datetime
    incident: Incident
    told: str


class Course:
    """Events folded one after another. `settings` decide; `open` are the alarms that people are called for."""

    def __init__(self, engine: Engine, settings: Settings, at: datetime) -> None:
        self.engine, self.settings = engine, settings
        self.state = engine.start("rehearsal", settings, at)
        self.read = 0
        self._known: set[IncidentId] = set()

    def live(self, events: Iterable[Event]) -> Iterator[Raised]:
        """What is raised, as it comes. Each alarm is closed after a while by somebody who came and saw nothing."""
        for event in events:
            for answer in self._answers(event.at):
                yield from self._step(answer)
            self.read += 1
            yield from self._step(event)

    def _step(self, event: Event) -> Iterator[Raised]:
        for _, after, effects in fold(self.engine, self.state, event):
            self.state = after
            if after.facts.open:
                yield from _raised(after, effects, self._known)

    def _answers(self, until: datetime) -> Iterator[Answered]:
        for incident in tuple(self.state.facts.open.values()):
            if incident.raised is None or not incident.reference or incident.raised + SOMEBODY_COMES > until:
                continue
            yield Answered(
                at=max(incident.raised + SOMEBODY_COMES, self.state.at), via="socket", id=f"rehearsal/{incident.id}",
                by=self.settings.contacts[0].id if self.settings.contacts else "rehearsal", does="close",
                incident=incident.id, outcome="false alarm",
            )  # fmt: skip


def goes_on(engine: Engine, state: State, events: Iterable[Event], until: datetime) -> Iterator[Raised]:
    """From a state of a course on, other events: what is raised until then. The course itself is as it was."""
    known = set(state.facts.open)
    for event in events:
        if event.at > until:
            break
        for _, after, effects in fold(engine, state, event):
            state = after
            if after.facts.open:
                yield from _raised(after, effects, known)
    for _, after, effects in ticks(engine, state, until):
        yield from _raised(after, effects, known)


def _raised(state: State, effects: tuple[Effect, ...], known: set[IncidentId]) -> Iterator[Raised]:
    """Incidents of which people hear for the first time: alarms once they are raised, notices once they are there."""
    for incident in state.facts.open.values():
        if incident.id in known or (calls_for_help(incident) and incident.raised is None):
            continue
        known.add(incident.id)
        yield Raised(state.at, incident, _told(incident, effects))


def _told(incident: Incident, effects: tuple[Effect, ...]) -> str:
    return next((e.body for e in effects if isinstance(e, Text) and e.incident == incident.id), "")
