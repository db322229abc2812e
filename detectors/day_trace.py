"""Where somebody moved, one after the other: the raw trace of a day, short enough to be kept until the day is over."""

from typing import Literal

from msgspec import Struct

from hub.model.ids import RoomId

What = Literal["", "door", "bed"]

TOGETHER = 120
"""Seconds between two movements in one room that are one stay: as long as a motion sensor stays on (our choice)."""

MOST = 6_000
"""Stays that are kept of one and a half days: a busy home has 1,500. A sensor gone mad must not fill the memory."""


class Stay(Struct, frozen=True, array_like=True, gc=False):
    """Movement in one room: from and until when, in seconds after the trace's begin, and how often.

    `what`: "" for movement, "door" for a way out of the home, "bed" for lying down and getting up.
    """

    begin: int
    end: int
    room: RoomId
    what: What = ""
    times: int = 1


Trace = tuple[Stay, ...]


def more(trace: Trace, last: Stay | None, seen: Stay) -> tuple[Trace, Stay]:
    """The finished stays and the one under way, after one more movement."""
    if last is None:
        return trace, seen
    if seen.begin < last.begin:
        return _late(trace, seen), last
    if seen.room == last.room and seen.what == last.what and seen.begin - last.end <= TOGETHER:
        return trace, Stay(last.begin, max(seen.begin, last.end), last.room, last.what, last.times + 1)
    return (trace[-MOST:] if len(trace) > MOST else trace) + (last,), seen


def _late(trace: Trace, seen: Stay) -> Trace:
    """Movement that was told late takes its place in order."""
    at = next((n for n in range(len(trace), 0, -1) if trace[n - 1].begin <= seen.begin), 0)
    return (*trace[:at], seen, *trace[at:])


def whole(trace: Trace, last: Stay | None) -> Trace:
    """All stays, the last one too."""
    return trace if last is None else (*trace, last)


def later(trace: Trace, seconds: int) -> Trace:
    """The trace as counted from a begin that is so many seconds later; what ended before it is forgotten."""
    return tuple(
        Stay(s.begin - seconds, s.end - seconds, s.room, s.what, s.times) for s in trace if s.end >= seconds
    )  # fmt: skip
