"""How is it at the home, for somebody far away? No more than is known: what the hub cannot see is never quiet.

"All is well" needs proof: nothing open, everything heard, every way out open, and movement that can only be hers.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from hub.core.coverage import reach
from hub.core.hours import daily
from hub.core.localtime import at_local, local
from hub.core.overview import GRAVE, rank
from hub.core.turn import Turn
from hub.core.visits import under_way
from hub.model.household import Service
from hub.model.ids import DeviceId
from hub.model.incidents import Incident

WAYS_OUT = ("sms", "texts by ", "centre")
"""How the links begin by which people are told; through the others the home is heard, and devices tell of those."""


RECENT = timedelta(hours=4)
"""What was seen longer ago says nothing of now, however long this person may be still (our choice)."""


class HowItIs(Struct, frozen=True, kw_only=True):
    """What is known at one moment. `open`: gravest first. `unheard`: names of devices; `ways_down`: ways out.

    `moved`: when movement was last seen, and `recent` if that is new enough to mean something. `out`: it was a way out
    of the home, so perhaps nobody is in. `others`: it may have been somebody else, or a pet. `shown`: the resident
    agreed that contacts see the detail of the day.
    """

    service: Service
    open: tuple[Incident, ...]
    unheard: tuple[str, ...]
    ways_down: tuple[str, ...]
    sure: bool
    visit: str
    moved: datetime | None
    recent: bool
    out: bool
    others: bool
    shown: bool

    @property
    def alarm(self) -> bool:
        """Whether something of class `life` or `urgent` is open."""
        return any(incident.grave in GRAVE for incident in self.open)

    @property
    def seen(self) -> bool:
        """Whether the hub sees and can tell all that it should, and nobody but who lives there is about."""
        return self.service == "in service" and self.sure and not (self.unheard or self.ways_down or self.visit)

    @property
    def well(self) -> bool:
        """Whether all is well, and is known to be."""
        return self.seen and not self.open and self.shown and self.recent and not (self.out or self.others)


def how_it_is(turn: Turn) -> HowItIs:
    """How it is at the turn's time."""
    home, visit = turn.home, turn.pauses.get("visit")
    eyes = {d.id: at for d in home.settings.devices if (at := _moved(turn, d.id)) is not None}
    moved = max(eyes.values(), default=None)
    return HowItIs(
        service=home.settings.home.service, open=_open(turn), unheard=_unheard(turn), ways_down=_ways_down(turn),
        sure=turn.world.sure, visit=visit.by if visit is not None else "", moved=moved,
        recent=moved is not None and _is_recent(turn, moved),
        out=_may_be_out(turn, eyes), others=home.others_may_move or under_way(turn),
        shown=home.settings.agreed("routine detail"),
    )  # fmt: skip


def _may_be_out(turn: Turn, eyes: Mapping[DeviceId, datetime]) -> bool:
    """Whether nobody was seen inside since the door was used: just after it a sensor may still see who goes out."""
    of_doors = {d for d in eyes if turn.home.devices[d].use == "exit door"}
    door = max((eyes[d] for d in of_doors), default=None)
    inside = max((at for d, at in eyes.items() if d not in of_doors), default=None)
    settles = turn.home.settings.detectors.inactivity.home_again_after
    return door is not None and (inside is None or inside <= door + settles)


def _moved(turn: Turn, device: str) -> datetime | None:
    known = turn.world.devices.get(turn.home.devices[device].id)
    return known.moved if known is not None else None


def _open(turn: Turn) -> tuple[Incident, ...]:
    real = [incident for incident in turn.open.values() if not incident.test]
    grave = sorted((incident for incident in real if incident.grave in GRAVE), key=rank)
    return (*grave, *(incident for incident in real if incident.grave not in GRAVE))


def _unheard(turn: Turn) -> tuple[str, ...]:
    devices = turn.home.settings.devices
    return tuple(d.name for d in devices if not reach(d.id, turn.world, turn.home).well)


def _ways_down(turn: Turn) -> tuple[str, ...]:
    """Links out that are down. One that the settings know no more is still told: better than the other way about."""
    return tuple(sorted(name for name, link in turn.world.links.items() if name.startswith(WAYS_OUT) and not link.up))


def _is_recent(turn: Turn, moved: datetime) -> bool:
    """Since the night began, and no longer ago than stillness may last by day before people are asked to look."""
    numbers = turn.home.settings.detectors.inactivity
    recent = turn.at - moved <= min(numbers.limit, RECENT)
    return recent and moved >= night_began(numbers.night, turn.at, turn.home.timezone)


def night_began(night: str, at: datetime, timezone: str) -> datetime:
    """When the present night began, or the last one if it is day."""
    today, (span,) = local(at, timezone).date(), daily(night).spans
    starts = (at_local(today - timedelta(days=back), span.start, timezone) for back in (0, 1))
    return next(start for start in starts if start <= at)
