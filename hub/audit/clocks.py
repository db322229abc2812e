"""Are the hub's time and the machine's the same, and did a clock leap that was right?"""

from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from hub.audit.bounds import Bounds
from hub.audit.seen import Seen
from hub.audit.troubles import Trouble


class Clocks(Struct, frozen=True, kw_only=True):
    """`wall` and `boot` at the last look, and whether somebody vouched then. `apart`: since when hub and wall differ.

    `leapt`: when a clock that was right leapt, and `by` how much. All in seconds of the boot clock but `wall`.
    """

    wall: datetime
    boot: float
    vouched: bool
    apart: float | None = None
    differ: float = 0.0
    leapt: float | None = None
    by: float = 0.0


def begun(seen: Seen) -> Clocks:
    """At the first look."""
    return Clocks(wall=seen.wall, boot=seen.boot, vouched=seen.vouched)


def followed(clocks: Clocks, seen: Seen, beat: bool, bounds: Bounds) -> Clocks:
    """After another look. Only a new pulse says what the hub's time is."""
    leap = (seen.wall - clocks.wall - timedelta(seconds=seen.boot - clocks.boot)).total_seconds()
    if clocks.vouched and abs(leap) > bounds.clock:
        clocks = replace(clocks, leapt=seen.boot, by=leap)
    clocks = replace(clocks, wall=seen.wall, boot=seen.boot, vouched=seen.vouched)
    if not beat or seen.pulse is None:
        return clocks
    differ = (seen.pulse.at - seen.wall).total_seconds()
    if abs(differ) <= bounds.clock + bounds.look:
        return replace(clocks, apart=None, differ=differ)
    return replace(clocks, apart=seen.boot if clocks.apart is None else clocks.apart, differ=differ)


def troubled(clocks: Clocks, seen: Seen, bounds: Bounds) -> tuple[Trouble, ...]:
    """What is wrong with time. A clock that is set for the first time after a start is what everybody waited for."""
    patience = bounds.clock_for if seen.vouched else bounds.clock_unsure_for
    if clocks.apart is not None and seen.boot - clocks.apart >= patience:
        because = f"the hub's time and the machine's differ by {span(clocks.differ)}"
        return (Trouble(sort="clock", because=because, name=span(clocks.differ)),)
    if clocks.leapt is not None and seen.boot - clocks.leapt < bounds.clock_told_for:
        because = f"the machine's clock was right and leapt by {span(clocks.by)}"
        return (Trouble(sort="clock", because=because, name=span(clocks.by)),)
    return ()


def span(seconds: float) -> str:
    """How much, as people say it: "3 h 20 min"."""
    minutes = max(1, round(abs(seconds) / 60))
    days, hours, rest = minutes // 1440, minutes % 1440 // 60, minutes % 60
    if days:
        return f"{days} d {hours} h" if hours else f"{days} d"
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)
