"""When nothing moved in a recorded home, and when somebody was surely in it."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec import Struct

from hub.learning.homes.labels import Span
from hub.learning.homes.recorded_home import RecordedHome

BY_THE_DOOR = timedelta(minutes=2)
"""A silence that begins so soon after an exit door was used may be that of somebody who went out."""
SHORT = timedelta(minutes=10)
"""A silence of less tells nothing, whatever began it: nobody is out for so short a time that it would matter."""
LONGEST_AT_HOME = timedelta(hours=12)
"""Of a longer silence nobody can say from the recording whether somebody was in."""
LEAVING = timedelta(minutes=10)
"""Some label only the act of leaving. A silence that a door began so soon after such a label is being out."""
OUTAGE = timedelta(hours=24)
"""A longer silence of all sensors, that no exit door began, is more likely the recording's than a person's."""


class Silence(Struct, frozen=True, kw_only=True):
    """The time from one movement to the next. `door`: an exit door was used just before it, so they may be out."""

    begins: datetime
    ends: datetime
    door: bool
    room: str

    @property
    def length(self) -> timedelta:
        """From its beginning to its end."""
        return self.ends - self.begins


def silences(home: RecordedHome) -> tuple[Silence, ...]:
    """Every time between two movements, in order."""
    found, door = [], datetime.min.replace(tzinfo=home.begins.tzinfo)
    for now, after in zip(home.moves, home.moves[1:], strict=False):
        if now.use == "exit door":
            door = now.at
        if after.at > now.at:
            by_door = now.at - door <= BY_THE_DOOR
            found.append(Silence(begins=now.at, ends=after.at, door=by_door, room=str(now.room or "")))
    return tuple(found)


def around(found: tuple[Silence, ...], at: datetime) -> Silence | None:
    """The silence in which that moment lies."""
    n = bisect_right(found, at, key=lambda silence: silence.begins) - 1
    return found[n] if n >= 0 and at < found[n].ends else None


def at_home(home: RecordedHome, found: tuple[Silence, ...], since: datetime) -> tuple[Span, ...]:
    """The spans after `since` in which somebody was surely in.

    Not while a label says that they were out, nor in the silence that a door began as they left. Where there are no
    labels, not in any silence that began with an exit door. Never in one that is so long that nobody can say.
    """
    spans = []
    for silence in found:
        begins = max(silence.begins, since)
        if begins < silence.ends and _was_in(home, silence):
            spans += list(_without((begins, silence.ends), home.out))
    return tuple(spans)


def _was_in(home: RecordedHome, silence: Silence) -> bool:
    if silence.length > LONGEST_AT_HOME:
        return False
    if silence.length <= SHORT or not silence.door:
        return True
    known = home.labelled
    if known is None or not known[0] <= silence.begins <= silence.ends <= known[1]:
        return False
    return not any(begins <= silence.begins <= ends + LEAVING for begins, ends in home.out)


def _without(span: Span, cuts: tuple[Span, ...]) -> Iterator[Span]:
    begins, ends = span
    for cut_from, cut_to in cuts:
        if cut_to <= begins or cut_from >= ends:
            continue
        if cut_from > begins:
            yield begins, cut_from
        begins = max(begins, cut_to)
    if begins < ends:
        yield begins, ends
