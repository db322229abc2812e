"""Has trouble lasted long enough to be told, or been gone long enough to be called mended? Pure waiting."""

from collections.abc import Callable, Container
from datetime import datetime, timedelta

from msgspec import Struct, structs

from hub.model.findings import Finding
from hub.model.ids import DeviceId, RoomId

HOLD = timedelta(seconds=90)
"""What is down and up again within seconds is not told; behaviour 20 allows 90 s to tell what stays down."""

COMES_AND_GOES = 2 * HOLD
"""What is down again and again, never well for `HOLD` in between, is told after this long (our choice)."""

AT_ONCE = timedelta(0)


class Change(Struct, frozen=True, kw_only=True):
    """What is known of one cause now: bad or good since `at`, why, and how long that must last before it is told."""

    cause: str
    bad: bool
    at: datetime
    because: str
    hold: timedelta = HOLD
    device: DeviceId | None = None
    room: RoomId | None = None
    life_saving: bool = False


class Standing(Struct, frozen=True):
    """The last change, whether people think that it is bad, and when they are to hear otherwise.

    `first` is when trouble began that nobody was told of yet: what comes and goes is trouble too.
    """

    change: Change
    told: bool
    due: datetime | None
    first: datetime | None = None


class Standings(Struct, frozen=True):
    """Every cause that is bad, or was told as bad. What was always good has no place here."""

    causes: dict[str, Standing] = {}
    due: datetime | None = None


HEALTHY = Standings()
Says = Callable[[Change, datetime], Finding]


def noted(memory: Standings, change: Change) -> Standings:
    """The standings after a change. The same object if it says nothing new."""
    before = memory.causes.get(change.cause)
    if before is None:
        return _with(memory, Standing(change, False, change.at + change.hold, change.at)) if change.bad else memory
    graver = change.bad and change.life_saving and not before.change.life_saving
    if before.change.bad == change.bad and not graver:
        return memory
    told = before.told and not graver
    if not told:
        return _with(memory, _untold(before, change))
    return _with(memory, Standing(change, told, None if change.bad == told else change.at + change.hold))


def _untold(before: Standing, change: Change) -> Standing:
    """Nobody was told yet: trouble that is back before it was over for `HOLD` counts from its beginning."""
    first = before.first or change.at
    due = change.at + change.hold
    return Standing(change, False, max(change.at, min(due, first + COMES_AND_GOES)) if change.bad else due, first)


def settled(memory: Standings, at: datetime, says: Says) -> tuple[Standings, tuple[Finding, ...]]:
    """The standings after everything due by `at` was told, and what is told, in the order of the causes' names."""
    if memory.due is None or at < memory.due:
        return memory, ()
    ready = sorted(cause for cause, s in memory.causes.items() if s.due is not None and s.due <= at)
    news = (memory.causes[cause] for cause in ready)
    findings = tuple(says(standing.change, at) for standing in news if standing.change.bad or standing.told)
    causes = dict(memory.causes)
    for cause in ready:
        standing = causes.pop(cause)
        if standing.change.bad:
            causes[cause] = Standing(standing.change, True, None)
    return _armed(causes), findings


def kept(memory: Standings, devices: Container[DeviceId]) -> Standings:
    """The standings without those of devices that are not there any more. The same object if there are none."""
    causes = {c: s for c, s in memory.causes.items() if s.change.device is None or s.change.device in devices}
    return memory if len(causes) == len(memory.causes) else _armed(causes)


def unseen(memory: Standings, since: datetime, until: datetime) -> Standings:
    """The standings after a time in which the hub saw nothing: what was being waited for goes on waiting."""
    blind = until - since
    if memory.due is None or blind <= timedelta(0):
        return memory
    return _armed({
        cause: structs.replace(s, due=s.due + blind) if s.due is not None else s for cause, s in memory.causes.items()
    })  # fmt: skip


def finding(change: Change, at: datetime) -> Finding:
    """The technical finding that tells a change."""
    return Finding(
        kind="technical", at=at, because=change.because, turn="concern" if change.bad else "restored",
        cause=change.cause, device=change.device, room=change.room, life_saving=change.life_saving,
    )  # fmt: skip


def _with(memory: Standings, standing: Standing) -> Standings:
    return _armed({**memory.causes, standing.change.cause: standing})


def _armed(causes: dict[str, Standing]) -> Standings:
    return Standings(causes, min((s.due for s in causes.values() if s.due is not None), default=None))
