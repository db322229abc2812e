"""What the first page is given: how it is, what proves it, and only what its reader may see."""

from datetime import datetime
from typing import Any

from msgspec import Struct

from hub.model.household import Settings
from hub.pages.home.now import Known, Notice, Now
from hub.pages.home.proof import ago, proof
from hub.pages.home.telling import Telling
from hub.pages.home.verdict import verdict
from hub.pages.home.whereabouts import whereabouts
from hub.pages.roles import Right, Role, may

TELLS_OF_DAYS = frozenset({"routine change", "bathroom at night", "up at night", "not used", "movement while away"})
"""Notices whose reason says what the resident's days are like."""


class Readers(Struct, frozen=True):
    """People who see the same. `agreed`: contacts may see the usual days in detail."""

    role: Role
    language: str
    agreed: bool

    def can(self, right: Right) -> bool:
        """Whether they may see or do that."""
        return may(self.role, right, self.agreed)


def shown(known: Known, settings: Settings, readers: Readers, at: datetime) -> dict[str, Any]:
    """The values of the template. `at`: the pages' own time, for what the hub does not say."""
    detail = readers.can("routine")
    to = Telling(settings, readers.language, known.at if isinstance(known, Now) else at)
    how = verdict(known, detail=detail)
    given: dict[str, Any] = {
        "to": to, "sort": how.sort, "heading": to.line(how.heading), "lines": [to.line(line) for line in how.lines],
        "known": None, "made": to.clock(to.now), "notices": [], "proof": [], "rooms": [], "where": [],
    }  # fmt: skip
    return given | _of(known, to, readers, detail=detail) if isinstance(known, Now) else given


def _of(known: Now, to: Telling, readers: Readers, *, detail: bool) -> dict[str, Any]:
    return {
        "known": known,
        "proof": [to.line(line) for line in proof(known, detail=detail, names=readers.can("people"))],
        "where": [to.line(line) for line in whereabouts(known, to)] if detail else [],
        "rooms": _rooms(known, to) if detail else [],
        "notices": [(each, _because(each, to, detail=detail)) for each in known.notices],
    }


def _rooms(known: Now, to: Telling) -> list[tuple[Any, str, str]]:
    """Each room, how long ago somebody moved there, and when; empty if nobody has."""
    return [
        (room, to.line(ago(known.at, room.moved)), to.moment(room.moved)) if room.moved else (room, "", "")
        for room in known.rooms
    ]


def _because(notice: Notice, to: Telling, *, detail: bool) -> str:
    return "" if notice.kind in TELLS_OF_DAYS and not detail else to.core(notice.because)
