"""How what is known of a care visit is said: each finding with its one plain sentence."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from detectors.telling import clock, span
from detectors.visit_periods import Period
from hub.core.localtime import local
from hub.model.findings import Finding
from hub.model.ids import DeviceId, RoomId
from hub.model.visits import Visit, VisitNews, VisitStep

MISSES: frozenset[VisitStep] = frozenset({"missed", "not known"})
CONCERNS: frozenset[VisitStep] = MISSES | {"late", "unseen"}
DOOR = "door"
"""The cause of what is said of somebody whom only the door showed."""


class Words(Struct, frozen=True, kw_only=True):
    """The clock of the home, and what people call its devices and rooms."""

    timezone: str
    names: Mapping[str, str]

    def finding(self, step: VisitStep, visit: Visit, period: Period, now: datetime, because: str) -> Finding:
        """What became of a visit."""
        news = VisitNews(id=visit.id, step=step, came=period.came, left=period.left, sure=period.sure)
        concern = step in CONCERNS
        return Finding(
            kind="missed visit" if step in MISSES else "late visit", at=now, because=because, cause=period.cause,
            turn="concern" if concern else "noted", evidence=(period.hint,) if concern and period.hint else (),
            visit=news,
        )  # fmt: skip

    def here(self, cause: str, visit: Visit, now: datetime, because: str) -> Finding:
        """Somebody may be there for a visit from now on."""
        return Finding(kind="late visit", at=now, because=because, turn="noted", cause=cause,
                       visit=VisitNews(id=visit.id, step="here"))  # fmt: skip

    def gone(self, cause: str, now: datetime) -> Finding:
        """Whoever may have been there has gone."""
        return Finding(kind="late visit", at=now, because="whoever came has gone", turn="noted", cause=cause,
                       visit=VisitNews(id="", step="gone"))  # fmt: skip

    def came(self, visit: Visit, came: datetime, how: str, now: datetime) -> str:
        """That it came, and how that is known."""
        return f"{visit.name} came at {self.clock(came, now)}: {how}"

    def not_seen(self, visit: Visit, period: Period, doubt: str, now: datetime) -> str:
        """That it was not seen; or could not have been, and why."""
        begins, ends = (f"{local(at, self.timezone):%H:%M}" for at in (period.start, period.end))
        seen = f"could not be seen: {doubt}" if doubt else f"not seen by {self.clock(now, now)}"
        return f"{visit.name} ({begins}-{ends}) {seen}"

    def by_the_door(self, door: str, came: datetime, rooms: tuple[RoomId, ...]) -> str:
        """How somebody shows who has no tag."""
        first, second = (self.names.get(room, room) for room in rooms[:2])
        return f"{door} used at {self.clock(came, came)}, movement in {first} and {second}"

    def at_the_door(self, door: str, came: datetime) -> str:
        """The same, in a home where it may have been anybody."""
        return f"others move here, {door} used at {self.clock(came, came)}"

    def near(self, tag: DeviceId) -> str:
        """How somebody shows who has a tag."""
        return f"{self.names.get(tag, tag)} was near"

    def briefly(self, tag: DeviceId, came: datetime, left: datetime) -> str:
        """That a tag was here for too short a time."""
        return f"{self.near(tag)} for {span(left - came)} only, at {self.clock(came, left)}"

    def not_watched(self, until: datetime) -> str:
        """Why nothing is known of the time before."""
        return f"not watched until {self.clock(until, until)}"

    def was_off(self, off: datetime, on: datetime) -> str:
        """The same, where the hub was off."""
        return f"the hub was off {self.clock(off, on)}-{self.clock(on, on)}"

    def clock(self, at: datetime, now: datetime) -> str:
        """A time as people say it."""
        return clock(at, now, self.timezone)
