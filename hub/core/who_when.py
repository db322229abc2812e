"""Who is asked when, on each ladder: for `check`, for `carehub rota`, and for a picture of the week."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise

from msgspec import Struct

from hub.core.home import Home
from hub.core.hours import hours
from hub.model.household import Ladder, Rung
from hub.model.ids import CENTRE, ContactId

DEFAULT = ""
"""The name of the ladder that [[ladder]] is."""


class Stretch(Struct, frozen=True):
    """A time in which it does not change who is asked: `rungs` are those on which anybody is, each once, in order."""

    start: datetime
    end: datetime
    rungs: tuple[tuple[str, ...], ...]

    @property
    def asked(self) -> tuple[str, ...]:
        """Everybody who is asked."""
        return tuple(name for rung in self.rungs for name in rung)

    @property
    def people(self) -> tuple[str, ...]:
        """The contacts among them."""
        return tuple(name for name in self.asked if name != CENTRE)


class Covered(Struct, frozen=True):
    """What a ladder is at each hour at which an alarm may begin to climb it; in between it is not used."""

    name: str
    stretches: tuple[Stretch, ...]


def who_when(home: Home, since: datetime, until: datetime) -> tuple[Covered, ...]:
    """For each ladder, the default one last, who is asked at which time between the two moments."""
    edges = sorted({since, until, *_edges(home, since, until)})
    before: list[Ladder] = []
    found = []
    for ladder in home.settings.ladders:
        found.append(Covered(ladder.name, _stretches(home, edges, ladder.rungs, ladder, before)))
        if not (ladder.classes or ladder.kinds or ladder.rooms):
            before.append(ladder)
    return (*found, Covered(DEFAULT, _stretches(home, edges, home.settings.ladder, None, before)))


def _edges(home: Home, since: datetime, until: datetime) -> Iterator[datetime]:
    """Every moment at which anything may change."""
    for contact in home.contacts:
        yield from home.rota_edges(ContactId(contact), since, until)
    for ladder in home.settings.ladders:
        openings = hours(ladder.hours).openings(since, until, home.timezone) if ladder.hours else ()
        yield from (edge for opening in openings for edge in opening if since < edge < until)


def _stretches(
    home: Home, edges: list[datetime], rungs: tuple[Rung, ...], of: Ladder | None, before: list[Ladder]
) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    for start, end in pairwise(edges):
        if not _is_climbed(home, start, of, before):
            continue
        asked = tuple(_asked(home, rungs, start))
        if found and found[-1].end == start and found[-1].rungs == asked:
            found[-1] = Stretch(found[-1].start, end, asked)
        else:
            found.append(Stretch(start, end, asked))
    return tuple(found)


def _is_climbed(home: Home, at: datetime, of: Ladder | None, before: list[Ladder]) -> bool:
    """Whether an alarm of that moment may take the ladder: its own hours, less those of one above that takes all."""
    own = of is None or of.hours is None or _is_open(of, home, at)
    return own and not any(_is_open(ladder, home, at) for ladder in before)


def _is_open(ladder: Ladder, home: Home, at: datetime) -> bool:
    return ladder.hours is not None and hours(ladder.hours).includes(at, home.timezone)


def _asked(home: Home, rungs: tuple[Rung, ...], at: datetime) -> Iterator[tuple[str, ...]]:
    told: set[str] = set()
    for rung in rungs:
        names = tuple(name for name in rung.tell if name not in told and _can_be_asked(home, name, at))
        told.update(names)
        if names:
            yield names


def _can_be_asked(home: Home, name: str, at: datetime) -> bool:
    if name == CENTRE:
        return home.shares_with_centre
    contact = home.contacts.get(name)
    return contact is not None and contact.phone is not None and home.may_be_asked(contact.id, at)


def times(stretches: Iterable[Stretch]) -> tuple[tuple[datetime, datetime], ...]:
    """From when to when these stretches last, those that touch made one."""
    joined: list[tuple[datetime, datetime]] = []
    for each in stretches:
        if joined and joined[-1][1] == each.start:
            joined[-1] = joined[-1][0], each.end
        else:
            joined.append((each.start, each.end))
    return tuple(joined)
