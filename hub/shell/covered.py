"""When each room could be seen, as the store keeps it: by any of its sensors that could be heard."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from hub.core import coverage
from hub.core.home import Home
from hub.model.household import LINKS_TO, Device
from hub.model.ids import RoomId
from hub.records.kept import Span

Seen = tuple[coverage.Stretch, ...]
"""When one sensor could have told of somebody."""


class Spans(Protocol):
    """What knows when each thing was up, down, seen or lost: the store, or a reader of it."""

    def spans(self, subject: str, frm: datetime, to: datetime) -> list[Span]:
        """As `SpanTable.spans`."""


def covered(store: Spans, home: Home, since: datetime, at: datetime) -> dict[RoomId, list[Seen]]:
    """Room -> when each of its sensors could have told of somebody, also those that a present one took the place of."""
    down: dict[str, list[coverage.Stretch]] = {
        subject: stretches(store, subject, ("down",), since, at)
        for subject in ("hub", *(f"link:{link}" for links in LINKS_TO.values() for link in links))
    }
    by_room: dict[RoomId, list[Seen]] = {room.id: [] for room in home.settings.rooms}
    for device in home.settings.devices:
        if device.room in by_room and device.use in coverage.SEES:
            gaps = [gap for name in ("hub", *_links(device, home)) for gap in down[name]]
            heard = [
                stretch
                for id_ in (device.id, *device.formerly)
                for stretch in stretches(store, f"device:{id_}", ("seen", "late"), since, at)
            ]
            by_room[device.room].append(coverage.without(heard, gaps))
    return by_room


def together(sensors: Iterable[Iterable[coverage.Stretch]]) -> tuple[coverage.Stretch, ...]:
    """When any of the sensors could."""
    return coverage.without((stretch for each in sensors for stretch in each), ())


def _links(device: Device, home: Home) -> list[str]:
    return [f"link:{link}" for link in sorted(LINKS_TO[home.source(device.id)])]


def stretches(
    store: Spans, subject: str, states: tuple[str, ...], since: datetime, at: datetime
) -> list[coverage.Stretch]:  # fmt: skip
    """When the subject was in one of these states, within the time."""
    spans = store.spans(subject, since, at)
    return [(max(s.began, since), min(s.ended or at, at)) for s in spans if s.status in states]
