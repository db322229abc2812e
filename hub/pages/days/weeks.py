"""The last weeks hour by hour: how often the sensors of movement spoke, which the store keeps for years.

The daily measures have no hours, so these come from the counts of messages: a sensor that is triggered says so twice
or more, and some report by themselves now and then. Plugs and meters speak for nobody and are left out.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from msgspec import Struct

from hub.core.coverage import Stretch
from hub.core.home import Home
from hub.core.localtime import at_local, local
from hub.model.devices import Use
from hub.model.household import Settings
from hub.records.stretches import filled
from hub.shell.covered import covered, together
from hub.shell.reader import Reader

WEEKS = 4
TELLS: frozenset[Use] = frozenset(
    {"motion", "presence", "door", "exit door", "window", "bed", "chair", "fridge", "medication", "vibration"}
)
"""Devices that speak when somebody does something."""
A_DAY, HOUR = timedelta(days=1), timedelta(hours=1)


class Cell(Struct, frozen=True):
    """One hour. `spoke`: messages; None if that is not kept. `seen`: the share of it in which rooms could be seen."""

    spoke: int | None
    seen: float


class Weeks(Struct, frozen=True):
    """Days, oldest first, each with the hours that its clocks show (one that spring skips is None)."""

    days: tuple[tuple[date, tuple[Cell | None, ...]], ...]

    @property
    def most(self) -> int:
        """What counts as much: nine of ten hours with any have no more."""
        spoke = sorted(c.spoke for _, hours in self.days for c in hours if c is not None and c.spoke)
        return spoke[len(spoke) * 9 // 10] if spoke else 0


def weeks(store: Reader, settings: Settings, now: datetime, *, alive: bool) -> Weeks:
    """The weeks up to today. `alive`: the hub answers; if not, nothing after its last word was seen."""
    zone = settings.hub.timezone
    last = local(now, zone).date()
    days = [last - A_DAY * back for back in range(WEEKS * 7 - 1, -1, -1)]
    begins = at_local(days[0], 0, zone)
    counts, since = _counts(store, settings, begins, now)
    known = now if alive else min(now, max(begins, store.last_alive() or begins))
    seen = _seen(store, settings, begins, known)
    return Weeks(tuple((day, _hours(day, zone, now, counts, since, seen)) for day in days))


def _hours(
    day: date, zone: str, now: datetime, counts: Mapping[datetime, int], since: datetime | None,
    seen: Mapping[datetime, float],
) -> tuple[Cell | None, ...]:  # fmt: skip
    found: list[Cell | None] = []
    for hour in range(24):
        at = at_local(day, hour * 60, zone)
        skipped = local(at, zone).hour != hour
        begins = at.replace(minute=0)  # counts are by hours of UTC
        kept = since is not None and begins >= since
        spoke = counts.get(begins, 0) if kept else None
        found.append(None if skipped or at > now else Cell(spoke, seen.get(begins, 0.0)))
    return tuple(found)


def _counts(
    store: Reader, settings: Settings, begins: datetime, now: datetime
) -> tuple[dict[datetime, int], datetime | None]:
    """Messages of all that tell of somebody, by hour; and since when they are kept."""
    fresh = store.uncounted()
    ids = tuple(id_ for d in settings.devices if d.use in TELLS for id_ in (d.id, *d.formerly))
    total: dict[datetime, int] = {}
    since = None
    for device in ids:
        heard = store.heard((device,), begins, now, fresh)
        since = heard.since
        for at, number in heard.cells.items():
            total[at] = total.get(at, 0) + number
    return total, since


def _seen(store: Reader, settings: Settings, begins: datetime, until: datetime) -> dict[datetime, float]:
    """Hour -> the mean share of it in which each room with sensors could be seen."""
    cells: list[Stretch] = []
    at = begins.replace(minute=0, second=0, microsecond=0)
    while at < until:
        cells.append((at, at + HOUR))
        at += HOUR
    rooms = [together(sensors) for sensors in covered(store, Home(settings), begins, until).values() if sensors]
    found = dict.fromkeys((cell[0] for cell in cells), 0.0)
    for stretches in rooms:
        for cell, much in zip(cells, filled(cells, stretches), strict=True):
            whole = min(cell[1], until) - cell[0]
            found[cell[0]] += (much / whole if whole else 0.0) / len(rooms)
    return found
