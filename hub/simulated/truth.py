"""The truth beside a simulated home's readings, as the labels of a recorded home: start, end, what was done where."""

from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo

from hub.simulated.diary import Stay
from hub.simulated.world import World

HEADER = "start,end,activity"


def labels(world: World, first: int, days: int) -> Iterator[str]:
    """Lines of CSV in the home's own time, with its offset: where the resident was, and an accident as itself."""
    yield HEADER
    for day in range(first, first + days):
        for stay in world.truth(day).stays:
            yield _line(stay, world.calendar.zone)


def _line(stay: Stay, zone: tzinfo) -> str:
    begin, end = (datetime.fromtimestamp(round(at), UTC).astimezone(zone).isoformat() for at in (stay.begin, stay.end))
    return f"{begin},{end},{stay.doing}@{stay.place}" if stay.place != stay.doing else f"{begin},{end},{stay.doing}"
