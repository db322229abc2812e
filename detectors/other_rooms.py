"""Could the rest of the home be heard, beside one room? What could not be heard was not quiet."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from msgspec import Struct, structs

from hub.core.coverage import SEES
from hub.model.events import DeviceWent, LinkChanged
from hub.model.household import LINKS_TO, Settings, Use
from hub.model.ids import DeviceId, RoomId

SEE_MOVEMENT: frozenset[Use] = SEES - {"light", "plug", "kettle", "cooker"}
"""A lamp or a plug may be a timer's or a fridge's: its silence is no proof that nobody is there."""

IN_DAILY_USE: frozenset[Use] = SEE_MOVEMENT - {"window", "medication", "vibration"}
"""A window that stays shut all winter, or a box of pills, tells nothing of whoever walks into its room."""


class Rest(Struct, frozen=True):
    """When devices that have fallen silent were last heard (`lost`: for too long), and since when links are down."""

    quiet: dict[DeviceId, datetime] = {}
    lost: frozenset[DeviceId] = frozenset()
    down: dict[str, datetime] = {}


class Place(Struct, frozen=True):
    """Where a device stands, and the links between it and the hub. An exit door stands in no room: it leads out."""

    room: RoomId | None
    links: frozenset[str]


Places = Mapping[DeviceId, Place]


def places(settings: Settings) -> Places:
    """The sensors by which whoever walks about is seen, and the exit doors. Without the others nothing is missed."""
    inside = {d.id: Place(d.room, LINKS_TO[settings.source(d.id)]) for d in settings.devices if d.use in IN_DAILY_USE}
    doors = {
        d.id: Place(None, LINKS_TO[settings.source(d.id)]) for d in settings.devices if d.use == "exit door"
    }  # fmt: skip
    return {**inside, **doors}


def after(rest: Rest, event: DeviceWent | LinkChanged, of: Places) -> Rest:
    """After a device or a link came or went. The same object if nothing changed."""
    if isinstance(event, LinkChanged):
        return _linked(rest, event, of)
    if event.device not in of:
        return rest
    if event.to == "seen":
        if event.device not in rest.quiet:
            return rest
        quiet = {device: since for device, since in rest.quiet.items() if device != event.device}
        return structs.replace(rest, quiet=quiet, lost=rest.lost - {event.device})
    quiet = {**rest.quiet, event.device: min(event.since, rest.quiet.get(event.device, event.since))}
    return structs.replace(rest, quiet=quiet, lost=rest.lost | {event.device} if event.to == "lost" else rest.lost)


def _linked(rest: Rest, event: LinkChanged, of: Places) -> Rest:
    if event.up == (event.link not in rest.down) or not any(event.link in each.links for each in of.values()):
        return rest
    if event.up:
        return structs.replace(rest, down={link: at for link, at in rest.down.items() if link != event.link})
    return structs.replace(rest, down={**rest.down, event.link: event.since or event.at})


def unheard(rest: Rest, room: RoomId, of: Places, until: datetime) -> frozenset[DeviceId]:
    """The devices elsewhere that are not known to have been heard until then."""
    return frozenset(
        device for device, place in of.items()
        if place.room != room and any(since < until for since in _silences(rest, device, place))
    )  # fmt: skip


def _silences(rest: Rest, device: DeviceId, place: Place) -> Iterator[datetime]:
    yield from (rest.quiet[device],) if device in rest.quiet else ()
    yield from (since for link, since in rest.down.items() if link in place.links)


def unheard_since(rest: Rest, event: DeviceWent | LinkChanged, room: RoomId, of: Places) -> datetime | None:
    """From when on something elsewhere could not be heard, if this event ends that.

    A device that only was late has lived all the time.
    """
    if isinstance(event, LinkChanged):
        far = any(event.link in each.links and each.room != room for each in of.values())
        return rest.down.get(event.link) if event.up and far else None
    back = event.to == "seen" and event.device in rest.lost and event.device in of and of[event.device].room != room
    return rest.quiet.get(event.device) if back else None
