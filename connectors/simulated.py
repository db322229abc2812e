"""The simulated home played against the clock, and the person who answers for it. No hardware, no broker."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

from msgspec.structs import replace

from connectors.simulated_home import SOURCE, STORIES, home
from hub.model.effects import Text
from hub.model.events import DevicesListed, Listed, Replied
from hub.model.household import Contact, Settings
from hub.model.ids import IncidentId
from hub.ports import Clock, Door

__all__ = ["SOURCE", "STORIES", "Simulated", "SimulatedPerson", "home"]

FOR_EVER = 36_500
"""Days."""
SLICE = 0.25
"""Seconds: the clock's rate may change while we wait for a reading's time, so we look again this often."""
GOING_AFTER, OK_AFTER = 12.0, 6.0
"""Real seconds: time for a newcomer to read the text and type an answer of their own; and to read what follows."""

Standing = Callable[[], Mapping[IncidentId, bool]]
"""The open incidents, and whether somebody holds each."""


class Simulated:
    """Plays a home. `hub.ports.Source`. Restarted, it goes on where it was."""

    name = SOURCE

    def __init__(self, settings: Settings, seed: int, stories: tuple[str, ...] = ("help",)) -> None:
        self._settings, self._seed, self._stories = settings, seed, stories
        self._start: datetime | None = None
        self._played: datetime | None = None

    async def run(self, door: Door, clock: Clock) -> None:
        """Each reading at its time, for ever."""
        self._start = self._start or clock.now()
        await door.offer(DevicesListed(at=clock.now(), source=SOURCE, devices=self._listed()))
        for reading in home(self._settings, self._seed, self._start, FOR_EVER, self._stories):
            if self._played and reading.at < self._played:
                continue
            await _until(reading.at, clock)
            self._played = reading.at
            door.post(replace(reading, at=clock.now()))

    def _listed(self) -> tuple[Listed, ...]:
        return tuple(Listed(name=each.id, address=each.id, model="simulated") for each in self._settings.devices)


async def _until(at: datetime, clock: Clock) -> None:
    while (left := clock.delay(at)) > 0:  # noqa: ASYNC110 - time is the only thing to wait for, and it may change pace
        await asyncio.sleep(min(left, SLICE))


class SimulatedPerson:
    """Answers alarms as a contact would. `hub.ports.Source`; `heard` is told of each text that was printed.

    Keeps silent about an incident that somebody else has answered, or that is over.
    """

    name = "simulated person"

    def __init__(
        self, contact: Contact, standing: Standing, going_after: float = GOING_AFTER, ok_after: float = OK_AFTER
    ) -> None:
        self._contact, self._standing = contact, standing
        self._going_after, self._ok_after = going_after, ok_after
        self._texts: asyncio.Queue[Text] = asyncio.Queue()
        self._answered: set[IncidentId] = set()

    def heard(self, text: Text) -> None:
        """A text was printed: an alarm for this person is answered, once for each incident."""
        if text.purpose == "alarm" and text.to == self._contact.id and text.incident not in self._answered:
            self._texts.put_nowait(text)
            if text.incident:
                self._answered.add(text.incident)

    async def run(self, door: Door, clock: Clock) -> None:
        """Answer one text after another, for ever."""
        while True:
            text = await self._texts.get()
            if text.incident:
                await self._answer(text, text.incident, door, clock)

    async def _answer(self, text: Text, incident: IncidentId, door: Door, clock: Clock) -> None:
        await asyncio.sleep(self._going_after)
        if self._standing().get(incident, True):
            return
        await self._say("1 5", text, door, clock)
        await asyncio.sleep(self._ok_after)
        if incident in self._standing():
            await self._say("all ok", text, door, clock)

    async def _say(self, words: str, text: Text, door: Door, clock: Clock) -> None:
        now = clock.now()
        sid = f"simulated {text.key} {words}"
        await door.offer(Replied(at=now, number=text.number, text=words, sid=sid, sent=now))
