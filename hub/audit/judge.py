"""From one look after the other to what is wrong: `judge(memory, seen, ...) -> (memory, troubles)`. Pure.

A pulse is fresh because it *changed*, measured by our own boot clock: what its times say proves nothing, so a hub or a
machine whose clock leaps makes the auditor neither cry nor go blind.
"""

from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from hub.audit.bounds import Bounds
from hub.audit.clocks import Clocks, begun, followed, troubled
from hub.audit.people import Work, unserved
from hub.audit.seen import Pulse, Seen
from hub.audit.troubles import Trouble
from hub.core.home import Home


class Memory(Struct, frozen=True, kw_only=True):
    """What is remembered from look to look; times are seconds of the boot clock.

    `since`: when we began, or could see again. `pulse` is the last one, `changed` when it was new; `beats` counts the
    new ones since `since`; `old`: it was there when we began, and its process was not. `back`: since when the hub is
    at work again, if it was away. `late` counts those in a row in which a deadline had passed. `starts`: when the hub
    came up without having been stopped. `looked`: the last look into the store, `found` what was wrong there,
    `unreadable` since when it cannot be read, and `because`.
    """

    since: float
    at: float
    changed: float
    clocks: Clocks
    pulse: Pulse | None = None
    old: bool = False
    back: float | None = None
    beats: int = 0
    late: int = 0
    starts: tuple[float, ...] = ()
    looked: float | None = None
    found: tuple[Trouble, ...] = ()
    unreadable: float | None = None
    because: str = ""


def start(seen: Seen) -> Memory:
    """What is known at the first look. A pulse of a process that is gone says nothing, unless it is a farewell."""
    old = seen.pulse is not None and seen.process == "gone" and not seen.pulse.stopped
    return Memory(
        since=seen.boot, at=seen.boot, changed=seen.boot, clocks=begun(seen), pulse=seen.pulse, old=old
    )  # fmt: skip


def judge(memory: Memory, seen: Seen, home: Home, bounds: Bounds) -> tuple[Memory, tuple[Trouble, ...]]:
    """What is known after a look, and what is wrong. In a service that has ended nothing is."""
    memory = _after(memory, seen, home, bounds)
    if home.ended:
        return memory, ()
    dead = _dead(memory, seen, bounds)
    if dead is not None:
        return memory, (dead, *_disk(seen, bounds))
    found = (*_ticking(memory, bounds), *_restarting(memory, bounds), *memory.found, *_store(memory, bounds))
    return memory, (*found, *_disk(seen, bounds), *troubled(memory.clocks, seen, bounds))


def healthy(memory: Memory, bounds: Bounds) -> bool:
    """Whether the hub was seen to live just now. Not: whether all is well."""
    beats = memory.beats > 0 and memory.pulse is not None and not memory.pulse.stopped
    return beats and memory.at - memory.changed <= bounds.fresh


def wants_the_store(memory: Memory, bounds: Bounds) -> bool:
    """Whether it is worth a look into the store: something is open or waits, or it was not looked at for a while."""
    pulse = memory.pulse
    busy = pulse is not None and (pulse.urgent or pulse.outbox > 0)
    doubtful = bool(memory.found) or memory.unreadable is not None
    return busy or doubtful or memory.looked is None or memory.at - memory.looked >= bounds.look_quiet


def hub_time(memory: Memory) -> datetime | None:
    """What the hub's own clock says now, as far as anybody outside can tell."""
    if memory.pulse is None:
        return None
    return memory.pulse.at + timedelta(seconds=memory.at - memory.changed)


def _after(memory: Memory, seen: Seen, home: Home, bounds: Bounds) -> Memory:
    if seen.boot - memory.at > bounds.blind:
        # It was we who could not see: the hub gets its time anew.
        memory = replace(memory, since=seen.boot, changed=seen.boot, back=seen.boot, beats=0, late=0)
    beat = seen.pulse is not None and seen.pulse != memory.pulse
    clocks = followed(memory.clocks, seen, beat, bounds)
    memory = replace(memory, at=seen.boot, clocks=clocks)
    return _stored(_beaten(memory, seen.pulse, bounds) if beat and seen.pulse else memory, seen, home, bounds)


def _beaten(memory: Memory, pulse: Pulse, bounds: Bounds) -> Memory:
    """The pulse is a new one."""
    was = memory.pulse
    unasked = was is not None and was.pid != pulse.pid and not was.stopped
    starts = tuple(at for at in memory.starts if memory.at - at < bounds.starts_within)
    late = memory.late + 1 if _late(pulse, bounds) else 0
    starts = (*starts, memory.at) if unasked else starts
    back = memory.at if _was_away(memory, pulse, bounds) else memory.back
    return replace(
        memory, pulse=pulse, changed=memory.at, back=back, beats=memory.beats + 1, late=late, starts=starts, old=False
    )  # fmt: skip


def _was_away(memory: Memory, pulse: Pulse, bounds: Bounds) -> bool:
    """Whether nobody did the hub's work until this pulse. A short restart is none: it could come again and again."""
    another = memory.pulse is None or memory.pulse.pid != pulse.pid
    return memory.old or (memory.beats == 0 and another) or memory.at - memory.changed > bounds.silent


def _late(pulse: Pulse, bounds: Bounds) -> bool:
    """By the hub's own clock, which it writes beside: no correction of any clock can make it so."""
    due = pulse.next_deadline
    return due is not None and (pulse.at - due).total_seconds() > bounds.tick


def _stored(memory: Memory, seen: Seen, home: Home, bounds: Bounds) -> Memory:
    if seen.unreadable:
        since = memory.at if memory.unreadable is None else memory.unreadable
        return replace(memory, looked=memory.at, unreadable=since, because=seen.unreadable, found=())
    now = hub_time(memory)
    if seen.stored is None or now is None:
        return memory
    found = unserved(seen.stored, Work(now, _back(memory, now)), home, bounds)
    return replace(memory, looked=memory.at, unreadable=None, because="", found=found)


def _back(memory: Memory, now: datetime) -> datetime | None:
    return None if memory.back is None else now - timedelta(seconds=memory.at - memory.back)


def _dead(memory: Memory, seen: Seen, bounds: Bounds) -> Trouble | None:
    pulse, quiet = memory.pulse, memory.at - memory.changed
    if pulse is None or memory.old:
        waited = memory.at - memory.since
        because = f"no sign of the hub for {waited:.0f} s"
        return Trouble(sort="missing", because=because) if waited > bounds.starting else None
    if quiet <= (bounds.planned if pulse.stopped and not pulse.urgent else bounds.silent):
        return None
    if pulse.stopped:
        return Trouble(sort="stopped", because=f"it was stopped {quiet:.0f} s ago and has not come back")
    gone = seen.process == "gone"
    because = f"its last pulse is {quiet:.0f} s old, and its process is {'gone' if gone else 'there'}"
    return Trouble(sort="stopped" if gone else "frozen", because=because)


def _ticking(memory: Memory, bounds: Bounds) -> tuple[Trouble, ...]:
    """Seen in two pulses: one alone may have been written by a hub that was held, just before it caught up."""
    if memory.late < 2 or memory.pulse is None or memory.pulse.next_deadline is None:
        return ()
    overdue = (memory.pulse.at - memory.pulse.next_deadline).total_seconds()
    return (Trouble(sort="ticking", because=f"its own next deadline passed {overdue:.0f} s ago"),)


def _restarting(memory: Memory, bounds: Bounds) -> tuple[Trouble, ...]:
    starts = [at for at in memory.starts if memory.at - at < bounds.starts_within]
    if len(starts) < bounds.starts:
        return ()
    because = f"it started {len(starts)} times within {bounds.starts_within / 60:.0f} min, and nobody had stopped it"
    return (Trouble(sort="restarting", because=because),)


def _store(memory: Memory, bounds: Bounds) -> tuple[Trouble, ...]:
    if memory.unreadable is None or memory.at - memory.unreadable < bounds.store:
        return ()
    return (Trouble(sort="store", because=memory.because),)


def _disk(seen: Seen, bounds: Bounds) -> tuple[Trouble, ...]:
    if seen.free is None or seen.free >= bounds.disk:
        return ()
    return (Trouble(sort="disk", because=f"{seen.free // 2**20} MB are free"),)
