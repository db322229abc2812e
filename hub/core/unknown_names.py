"""What becomes of a message from a name that nobody knows yet? It waits for the device list, but for calls for help."""

from collections.abc import Callable
from datetime import datetime

from msgspec import structs

from hub.core.state import World
from hub.model.events import DevicesListed, Reported, Said, Unplaced

URGENT = frozenset({"help", "sos", "smoke", "carbon monoxide", "gas", "heat"})
"""What is raised at once even from a name that nobody knows (design section 4)."""

KEPT = 1000
"""Messages kept until the device list comes: as many as the in-flight window can bring before it."""

LARGEST = 4096
"""Characters of a message that is kept for later: a device's are a few hundred, and a thousand must be cheap."""


def kept(world: World, event: Unplaced) -> World:
    """The world with the message kept until its device is known; one that is too long is not."""
    if len(event.payload) > LARGEST:
        return world
    return structs.replace(world, unplaced=(*world.unplaced, event)[-KEPT:])


def taken_up(world: World, event: DevicesListed) -> tuple[World, list[Unplaced]]:
    """The kept messages of the devices that a source has listed, and the world without them."""
    named = {d.name for d in event.devices}
    waiting = [u for u in world.unplaced if u.source == event.source and u.name in named]
    rest = tuple(u for u in world.unplaced if u.source != event.source or u.name not in named)
    return structs.replace(world, unplaced=rest), waiting


def calls(read: Reported | None) -> tuple[Reported, ...]:
    """What of a message from an unknown name cannot wait until somebody knows it."""
    return _part(read, lambda said: said.kind in URGENT) if read else ()


def understood(by_name: Reported | None, read: Reported | None, now: datetime) -> tuple[Reported, ...]:
    """What a kept message says now that its device is known, but for the calls that were raised when it came.

    Only a definition may tell that a press was a call, or of what an alarm was: that is raised now, and late.
    """
    if read is None:
        return ()
    raised = by_name.said if by_name else ()
    late = _part(read, lambda said: said.kind in URGENT and said not in raised)
    ordinary = _part(read, lambda said: said.kind not in URGENT)
    return (*(structs.replace(each, at=now, seen=each.seen or each.at) for each in late), *ordinary)


def _part(read: Reported, wanted: Callable[[Said], bool]) -> tuple[Reported, ...]:
    said = tuple(each for each in read.said if wanted(each))
    return (structs.replace(read, said=said),) if said else ()
