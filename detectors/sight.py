"""Can the hub see the home at all? If not, a silence says nothing."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from msgspec import Struct, structs

from hub.core.coverage import SEES
from hub.model.events import DeviceWent, LinkChanged, Sensed
from hub.model.household import LINKS_TO, Settings
from hub.model.ids import DeviceId

Watching = Mapping[DeviceId, frozenset[str]]
"""The devices by which somebody is seen, each with the links that lie between it and the hub."""


class Sight(Struct, frozen=True):
    """Which devices are lost, which links are down, and since when that leaves nothing to see by."""

    lost: frozenset[DeviceId] = frozenset()
    down: frozenset[str] = frozenset()
    blind_since: datetime | None = None


def eyes(settings: Settings) -> Watching:
    """The devices by which somebody at home is seen."""
    return {d.id: LINKS_TO[settings.source(d.id)] for d in settings.devices if d.use in SEES}


def after(sight: Sight, event: Sensed, watching: Watching) -> Sight:
    """The sight after a device or a link came or went: one device is enough. The same object if nothing changed."""
    return _after(sight, event, watching, all)


def after_where_each_counts(sight: Sight, event: Sensed, watching: Watching) -> Sight:
    """The same, where each of the devices may be the only one that sees it: `blind_since` one is not heard."""
    return _after(sight, event, watching, any)


def _after(sight: Sight, event: Sensed, watching: Watching, enough: Callable[[Iterable[bool]], bool]) -> Sight:
    lost, down = sight.lost, sight.down
    if isinstance(event, DeviceWent) and event.device in watching:
        lost = lost | {event.device} if event.to == "lost" else lost - {event.device} if event.to == "seen" else lost
    elif isinstance(event, LinkChanged) and any(event.link in links for links in watching.values()):
        down = down - {event.link} if event.up else down | {event.link}
    if lost == sight.lost and down == sight.down:
        return sight
    blind = enough(device in lost or bool(links & down) for device, links in watching.items())
    since = (sight.blind_since or event.at) if blind else None
    return structs.replace(sight, lost=lost, down=down, blind_since=since)
