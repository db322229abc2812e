"""When one contact may be asked: the hours of their week, and what is different once (a holiday, a swap)."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct

from hub.core.hours import Hours, hours
from hub.core.localtime import at_local
from hub.model.household import OneOff, Settings
from hub.model.ids import ContactId

A_DAY = 24 * 60
FIRST_YEAR, LAST_YEAR = 2000, 2100
"""A year outside is a slip of the pen."""
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T]([0-9]{2}):([0-9]{2})(?::00)?)?")


class Moment(Struct, frozen=True):
    """A day, or a minute of a day, on the clocks of the home."""

    day: date
    minute: int | None

    def begins(self, timezone: str) -> datetime:
        """When it begins. A time that spring skips is the first moment after it, one that comes twice is the first."""
        return at_local(self.day, self.minute or 0, timezone)

    def ends(self, timezone: str) -> datetime:
        """Up to when something lasts that lasts until then: a day alone is meant to its end."""
        return at_local(self.day, A_DAY if self.minute is None else self.minute, timezone)


class Once(Struct, frozen=True, kw_only=True):
    """From `start` until just before `end` the contact is asked, or is not, whatever their week says."""

    start: datetime
    end: datetime
    asked: bool
    note: str = ""


class Rota(Struct, frozen=True, kw_only=True):
    """When one contact may be asked. No `hours`: always. Of several `once` that hold at a moment, the last counts."""

    timezone: str
    hours: Hours | None = None
    once: tuple[Once, ...] = ()

    def includes(self, at: datetime) -> bool:
        """Whether the contact may be asked at this moment."""
        once = self.once_at(at)
        if once is not None:
            return once.asked
        return self.hours is None or self.hours.includes(at, self.timezone)

    def once_at(self, at: datetime) -> Once | None:
        """What is different at this moment from every week, if anything is."""
        return next((once for once in reversed(self.once) if once.start <= at < once.end), None)

    def next_opening(self, at: datetime) -> datetime:
        """When the contact may next be asked: `at` itself if they may be now."""
        edges = (edge for once in self.once for edge in (once.start, once.end) if edge > at)
        starts = sorted({at, *edges})
        # It opens at an edge of what is different once, or where the week opens next after such an edge.
        weekly = (start if self.hours is None else self.hours.next_opening(start, self.timezone) for start in starts)
        return next(each for each in sorted({*starts, *weekly}) if self.includes(each))

    def edges(self, since: datetime, until: datetime) -> Iterable[datetime]:
        """Every moment of that time at which it may begin or end that the contact is asked."""
        weekly = () if self.hours is None else self.hours.openings(since, until, self.timezone)
        yield from (edge for opening in weekly for edge in opening if since < edge < until)
        yield from (edge for once in self.once for edge in (once.start, once.end) if since < edge < until)


def moment(text: str) -> Moment:
    """Read "2026-12-24" or "2026-12-24 18:00". ValueError with a plain sentence if it cannot be read."""
    match = _MOMENT.fullmatch(text)
    if not match:
        raise ValueError(f'"{text}" is no date, such as 2026-12-24, and no date and time, such as "2026-12-24 18:00"')
    try:
        day = date.fromisoformat(match[1])
    except ValueError:
        raise ValueError(f'there is no day "{match[1]}"') from None
    if not FIRST_YEAR <= day.year < LAST_YEAR:
        raise ValueError(f'"{match[1]}" is not of this century')
    if match[2] is None:
        return Moment(day, None)
    minute = int(match[2]) * 60 + int(match[3])
    if int(match[3]) > 59 or minute > A_DAY:
        raise ValueError(f'"{match[2]}:{match[3]}" is not a time of day; times run from 00:00 to 24:00')
    return Moment(day, minute)


def once(one_off: OneOff, timezone: str) -> Once:
    """What a [[rota]] entry means. ValueError if a date cannot be read."""
    start, end = moment(one_off.since).begins(timezone), moment(one_off.until).ends(timezone)
    return Once(start=start, end=end, asked=one_off.asked, note=one_off.note)


def rotas(settings: Settings) -> dict[ContactId, Rota]:
    """Each contact's rota; those who may always be asked have none."""
    zone = settings.hub.timezone
    found = {}
    for contact in settings.contacts:
        different = tuple(once(each, zone) for each in settings.rota if each.contact == contact.id)
        if contact.hours or different:
            week = hours(contact.hours) if contact.hours else None
            found[contact.id] = Rota(timezone=zone, hours=week, once=different)
    return found
