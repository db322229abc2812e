"""Can everything be heard that the days were learned with? If not, what is usual says nothing of a silence now.

A sensor that is dead hides the life that it saw, and an exit door that is dead hides that she went out.
"""

from collections.abc import Mapping
from datetime import timedelta

from msgspec import Struct, structs

from hub.core.coverage import SEES
from hub.model.events import DeviceWent, LinkChanged, Sensed
from hub.model.household import LINKS_TO, Settings
from hub.model.ids import DeviceId

MATTERS = 0.05
"""The share of the silences that a sensor ended, from which on it is missed when it cannot be heard (our choice)."""

COUNTED = 400.0
"""Ended silences from which on all of them count half: two to three weeks of them."""

HIDES = timedelta(minutes=10)
"""In so long a time in which nothing could be seen she may have gone out, or to bed. A restart takes minutes."""


class Whole(Struct, frozen=True):
    """Devices that are lost, links that are down, and how many silences each device ended.

    `hides`: something that matters cannot be heard.
    """

    unheard: frozenset[DeviceId] = frozenset()
    down: frozenset[str] = frozenset()
    ended: dict[DeviceId, float] = {}
    hides: bool = False


class Sensors(Struct, frozen=True):
    """The sensors that see somebody at home and the exit doors (`doors`), with the links between them and the hub."""

    links: Mapping[DeviceId, frozenset[str]]
    doors: frozenset[DeviceId]


def sensors(settings: Settings) -> Sensors:
    """Those of the settings."""
    watched = [device for device in settings.devices if device.use in SEES or device.use == "exit door"]
    links = {device.id: LINKS_TO[settings.source(device.id)] for device in watched}
    return Sensors(links, frozenset(device.id for device in watched if device.use == "exit door"))


def counted(whole: Whole, device: DeviceId) -> Whole:
    """After a silence that this device ended."""
    ended = {**whole.ended, device: whole.ended.get(device, 0.0) + 1.0}
    if sum(ended.values()) > COUNTED:
        ended = {each: round(count / 2, 2) for each, count in ended.items() if count >= 1}
    return structs.replace(whole, ended=ended)


def after(whole: Whole, event: Sensed, of: Sensors) -> Whole:
    """After a device or a link came or went. The same object if nothing changed."""
    unheard, down = whole.unheard, whole.down
    if isinstance(event, DeviceWent) and event.device in of.links:
        lost = {event.device} if event.to == "lost" else set[DeviceId]()
        unheard = unheard - {event.device} if event.to == "seen" else unheard | lost
    elif isinstance(event, LinkChanged) and any(event.link in links for links in of.links.values()):
        down = down - {event.link} if event.up else down | {event.link}
    if unheard == whole.unheard and down == whole.down:
        return whole
    changed = structs.replace(whole, unheard=unheard, down=down)
    return structs.replace(changed, hides=_hides(changed, of))


def _hides(whole: Whole, of: Sensors) -> bool:
    """Whether something that matters cannot be heard."""
    gone = {device for device, links in of.links.items() if device in whole.unheard or links & whole.down}
    seen = sum(whole.ended.values())
    return bool(gone & of.doors) or any(whole.ended.get(device, 0.0) > MATTERS * seen for device in gone)
