"""Where things stand in a simulated home: its rooms, which lie beside which, and its devices with their ways.

A room of the settings is recognised by its name. What every home has (bedroom, bathroom, kitchen, lounge, hall) is
there also if the settings do not name it: nobody sees it then.
"""

import random
from collections import deque
from typing import NamedTuple

from hub.model.household import Device, Room, Settings, Use

OUT = "out"
PLACES = {
    "bedroom": ("bed",), "bathroom": ("bath", "toilet", "wc", "shower", "loo"), "kitchen": ("kitchen", "diner"),
    "lounge": ("lounge", "living", "sitting", "front room"), "hall": ("hall", "entrance", "landing", "porch", "stairs"),
}  # fmt: skip
"""Words by which a room is known."""


class Ways(NamedTuple):
    """How a sensor behaves. Seconds. `blind`: after it told a movement it tells none for so long; `quiet`: when it says
    "off" after the last; `misses`: the share of movements that it does not see; `every`: how often it reports by
    itself; `meters`: how often it tells a measured value, 0 for never; `sitters`: the share of the movements of
    somebody who sits or lies there that it can see from where it hangs.
    """

    blind: float = 60.0
    quiet: float = 90.0
    misses: float = 0.06
    every: float = 3000.0
    meters: float = 0.0
    sitters: float = 1.0


class Sensor(NamedTuple):
    """A device in its place."""

    id: str
    use: Use
    place: str
    ways: Ways


class House(NamedTuple):
    """Places, which lie beside which, and the devices. `metres`: how far it is from one to the next."""

    places: tuple[str, ...]
    beside: dict[str, tuple[str, ...]]
    sensors: tuple[Sensor, ...]
    extra: tuple[str, ...]
    metres: float = 4.0

    def of(self, *uses: Use) -> tuple[Sensor, ...]:
        """The devices with one of these uses."""
        return tuple(sensor for sensor in self.sensors if sensor.use in uses)

    def way(self, start: str, to: str) -> tuple[str, ...]:
        """The places that one passes on the way, without the two ends."""
        if start == to or OUT in (start, to):
            return ()
        before: dict[str, str] = {start: start}
        todo = deque((start,))
        while todo and to not in before:
            here = todo.popleft()
            for there in self.beside[here]:
                if there not in before:
                    before[there] = here
                    todo.append(there)
        return _walked(before, start, to)


def _walked(before: dict[str, str], start: str, to: str) -> tuple[str, ...]:
    passed, here = [], to
    while before.get(here, start) != start:
        here = before[here]
        passed.append(here)
    return tuple(reversed(passed))


def place_of(room: Room) -> str:
    """What kind of room this is; its own id if it is none of the usual."""
    name = f"{room.id} {room.name}".lower()
    for place, words in PLACES.items():
        if any(word in name for word in words):
            return place
    return "hall" if room.exit else f"room {room.id}"


def house(settings: Settings, seed: int = 0, ways: Ways | None = None) -> House:
    """The home of the settings. Where nobody said how a sensor behaves, it is one of those on the market."""
    found = _found(settings.rooms)
    extra = tuple(dict.fromkeys(place for place in found.values() if place not in PLACES))
    places = (*PLACES, *extra)
    rooms = tuple(place for place in places if place != "hall")
    beside: dict[str, tuple[str, ...]] = {**dict.fromkeys(rooms, ("hall",)), "hall": rooms}
    beside["kitchen"], beside["lounge"] = ("hall", "lounge"), ("hall", "kitchen")
    sensors = tuple(
        Sensor(device.id, device.use, _place(device, found), ways or _ways(device, seed)) for device in settings.devices
    )
    return House(places, beside, sensors, extra)


def _found(rooms: tuple[Room, ...]) -> dict[str, str]:
    """Each room's place. A second bedroom is a room of its own; all of the hall is one."""
    found: dict[str, str] = {}
    for room in rooms:
        place = place_of(room)
        found[room.id] = f"room {room.id}" if place != "hall" and place in found.values() else place
    return found


def _place(device: Device, found: dict[str, str]) -> str:
    if device.room in found:
        return found[device.room]
    return "hall" if device.use == "exit door" else ""


MARKET = (
    Ways(blind=60, quiet=90),  # Aqara RTCGQ11LM, and zigbee2mqtt's own 90 s
    Ways(blind=60, quiet=60),
    Ways(blind=90, quiet=180),  # IKEA E1525
    Ways(blind=15, quiet=25),  # Philips Hue SML001 reports each stretch of movement
    Ways(blind=65, quiet=65, misses=0.12),  # Tuya and others, with a narrower eye
)
"""Motion sensors as they are sold (zigbee2mqtt's pages of devices; the shares that they miss are our choice)."""


SITTERS = (1.0, 1.0, 1.0, 0.5, 0.2)
"""One sensor in five hangs so that the usual chair is in its dead corner (our choice)."""


def _ways(device: Device, seed: int) -> Ways:
    chance = random.Random(f"{seed} {device.id}")
    return chance.choice(MARKET)._replace(sitters=chance.choice(SITTERS))
