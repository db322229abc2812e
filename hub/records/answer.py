"""The first lines of the evidence: "she says she pressed it on Tuesday at about four". What is known of that?"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from hub.core.coverage import Stretch, without
from hub.core.localtime import local

MOST = 6
"""Times that are listed in one sentence; the table below has them all."""


class Call(Struct, frozen=True):
    """A call or alarm by the device that reached the hub."""

    at: datetime
    kind: str
    reference: str


class Gap(Struct, frozen=True):
    """From when until when something was so, and why."""

    begins: datetime
    ends: datetime
    because: str


class Case(Struct, frozen=True, kw_only=True):
    """What is known of one device in a period. `spoke`: its messages in the hours that touch the period; None if not
    all of that is kept. `deaf`: when it could not have been heard; `quiet`: when it was longer silent than usual.
    """

    name: str
    calls: tuple[Call, ...]
    spoke: int | None
    deaf: tuple[Gap, ...]
    could: tuple[Stretch, ...]
    quiet: tuple[Gap, ...]
    on_record: tuple[Stretch, ...]


def answers(cases: Sequence[Case], begins: datetime, ends: datetime, zone: str) -> Iterator[list[str]]:
    """What is known, in plain sentences: of one device all of it; of several first each one's calls, then what is so
    for all that share it.
    """
    if len(cases) == 1:
        yield [_calls(cases[0], zone), *_heard(cases[0], begins, ends, zone), _spoke(cases[0])]
        return
    for case in cases:
        yield [_calls(case, zone), _spoke(case)]
    shared: dict[tuple[str, ...], list[str]] = {}
    for case in cases:
        shared.setdefault(tuple(_heard(case, begins, ends, zone)), []).append(case.name)
    for sentences, names in shared.items():
        yield [f"{', '.join(names)}:", *sentences]


def _heard(case: Case, begins: datetime, ends: datetime, zone: str) -> Iterator[str]:
    """Whether it could have been heard, and whether it was silent."""
    recorded, could = _long(case.on_record), _long(case.could)
    if recorded < ends - begins:
        missing = [Gap(a, b, "") for a, b in without([(begins, ends)], case.on_record)]
        yield f"Of {lasting(ends - begins - recorded)} there is no record: {_listed(missing, zone)}."
    if could == recorded and recorded:
        yield "It could have been heard all of the recorded time."
    elif recorded:
        yield f"For {lasting(recorded - could)} it could not have been heard: {_listed(case.deaf, zone)}."
    if case.quiet:
        yield f"It was longer silent than usual: {_listed(case.quiet, zone)}."


def _calls(case: Case, zone: str) -> str:
    if not case.calls:
        return f"{case.name}: no call by it reached the hub in this time."
    said = ", ".join(f"{moment(c.at, zone)} ({c.reference or c.kind})" for c in case.calls[:MOST])
    more = f" and {len(case.calls) - MOST} more" if len(case.calls) > MOST else ""
    number = f"{len(case.calls)} call" + ("s" if len(case.calls) > 1 else "")
    return f"{case.name}: {number} by it reached the hub: {said}{more}."


def _spoke(case: Case) -> str:
    if case.spoke is None:
        return "How often it spoke in each hour is not kept for all of this time."
    return f"In the hours of this time the hub heard {case.spoke} messages of it."


def _listed(gaps: Sequence[Gap], zone: str) -> str:
    said = "; ".join(between(gap, zone) + (f" ({gap.because})" if gap.because else "") for gap in gaps[:MOST])
    return said + (f"; and {len(gaps) - MOST} more times" if len(gaps) > MOST else "")


def between(gap: Gap, zone: str) -> str:
    """From when until when, on the home's clocks."""
    same = local(gap.begins, zone).date() == local(gap.ends, zone).date()
    until = f"{local(gap.ends, zone):%H:%M:%S}" if same else moment(gap.ends, zone)
    return f"{moment(gap.begins, zone)} to {until}"


def moment(at: datetime, zone: str) -> str:
    """A moment on the home's clocks."""
    return f"{local(at, zone):%a %-d %b %Y %H:%M:%S}"


def lasting(span: timedelta) -> str:
    """A length of time, as it is said."""
    minutes, seconds = divmod(round(span.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [(days, "d"), (hours, "h"), (minutes, "min"), (seconds if not days else 0, "s")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 s"


def _long(stretches: Iterable[Stretch]) -> timedelta:
    return sum((ends - begins for begins, ends in stretches), timedelta(0))
