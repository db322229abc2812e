"""How one incident went, in moments: raised, handed over, acknowledged, attended, closed; and who answered."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from msgspec import Struct, structs

from hub.model.effects import Recorded, Role
from hub.model.ids import IncidentId
from hub.model.incidents import Incident, Outcome
from hub.model.kinds import IncidentClass

TOOK_ON = ("acknowledged", "travelling", "with_resident", "coordinates")
"""Steps by which a named person took responsibility."""
ANSWERS = (*TOOK_ON, "cannot", "closed")
BY_A_PERSON: frozenset[Outcome] = frozenset(
    {"helped", "spoke to them", "ambulance", "taken to hospital", "no access", "false alarm", "died"}
)
"""Outcomes that only a person who dealt with it can give."""
THERE: frozenset[Outcome] = frozenset({"helped", "taken to hospital", "no access", "died"})
"""Outcomes for which somebody had to be at the door."""
WENT = ("accepted", "delivered")
CLOCK_CORRECTED = "clock corrected"
_BY = re.compile(r"by ([+-]\d+) s")


class Party(Struct, frozen=True):
    """Somebody who was asked, or who answered, for the first time. `role` as it was then."""

    at: datetime
    party: str
    role: Role


class Course(Struct, frozen=True, kw_only=True):
    """`handed_over`: a provider or the centre's program took it. `acknowledged`: a person did, not a machine.

    `attended`: somebody said that they are with the resident. `by`: the role of the person who took it on.
    """

    id: IncidentId
    kind: str
    grave: IncidentClass
    began: datetime
    raised: datetime | None
    handed_over: datetime | None
    acknowledged: datetime | None
    by: Role
    attended: datetime | None
    closed: datetime | None
    outcome: Outcome | None
    test: bool
    asked: tuple[Party, ...]
    answered: tuple[Party, ...]
    cannot: tuple[Party, ...]


def course(incident: Incident, trail: Sequence[Recorded]) -> Course:
    """How it went, by its lines of the trail."""
    trail = _on_one_clock(trail)
    took = [row for row in trail if _step(row) in TOOK_ON or _closed_by_a_person(row, incident)]
    first = min(took, key=lambda row: row.at, default=None)
    alarms = _alarms(incident, trail)
    return Course(
        id=incident.id, kind=incident.kind, grave=incident.grave, began=incident.began, raised=incident.raised,
        handed_over=min((row.at for row in trail if _handed(row, alarms)), default=None),
        acknowledged=first.at if first else None, by=first.role if first else "",
        attended=min((row.at for row in trail if _step(row) == "with_resident"), default=None),
        closed=incident.closed, outcome=incident.outcome, test=incident.test or incident.outcome == "test",
        asked=_firsts(row for row in trail if row.step == "told" and row.what.endswith(": alarm")),
        answered=_firsts(row for row in trail if row.step in ANSWERS and row.role not in ("", "resident")),
        cannot=_firsts(row for row in trail if row.step == "cannot"),
    )  # fmt: skip


def _on_one_clock(trail: Sequence[Recorded]) -> list[Recorded]:
    """The lines on the clock as it was last: what came before a correction is shifted by it, as the incident was."""
    shift, found = timedelta(0), []
    for row in reversed(trail):
        by = _BY.fullmatch(row.because) if row.what == CLOCK_CORRECTED else None
        if by is not None:
            shift += timedelta(seconds=int(by[1]))
        elif row.what != CLOCK_CORRECTED:
            found.append(structs.replace(row, at=row.at + shift) if shift else row)
    return found[::-1]


def _step(row: Recorded) -> str:
    """The step; by its words in a store from before lines had one."""
    return row.step or (row.what if row.what in TOOK_ON else "closed" if row.what.startswith("closed: ") else "")


def _closed_by_a_person(row: Recorded, incident: Incident) -> bool:
    return _step(row) == "closed" and incident.outcome in BY_A_PERSON


def _alarms(incident: Incident, trail: Iterable[Recorded]) -> set[str]:
    """The messages that raised the alarm. What the centre's broker took is not with the centre yet."""
    told = {t.key for t in incident.told if t.purpose == "alarm" and t.way != "centre"}
    return told | {
        row.message for row in trail if row.message and row.step == "told" and row.what.endswith(": alarm")
        and row.role != "centre"
    }  # fmt: skip


def _handed(row: Recorded, alarms: set[str]) -> bool:
    return row.step == "received" or (row.step == "receipt" and row.message in alarms and row.what.startswith(WENT))


def _firsts(rows: Iterable[Recorded]) -> tuple[Party, ...]:
    """Each party's first row."""
    found: dict[str, Party] = {}
    for row in rows:
        found.setdefault(row.party or row.who, Party(row.at, row.party or row.who, row.role))
    return tuple(found.values())
