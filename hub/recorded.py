"""A recorded home's devices, rooms and ways out, as far as the recording's own words tell them."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from msgspec import structs

from hub.model.events import Reported, Said
from hub.model.household import Device, Room, Settings
from hub.model.ids import DeviceId, RoomId

USES = {"motion": "motion", "activity": "motion", "presence": "presence", "contact": "door", "bed": "bed",
        "chair": "chair", "pressure": "chair", "power": "plug", "vibration": "vibration", "temperature": "temperature",
        "light_switch": "light"}  # fmt: skip
"""What a recorded sensor is taken for if the settings do not name it. An unknown kind is activity, seen like motion."""

EXIT_ROOMS = frozenset({
    "entrance", "entry", "entryway", "exit", "foyer", "porch", "vestibule", "hall", "hallway", "outside", "front",
})  # fmt: skip
"""Rooms in which a door is taken for the way out, unless its name says that it leads elsewhere."""

EXIT_NAMES = re.compile(
    "front door|frontdoor|main door|maindoor|back door|backdoor|garden door|garage door|patio door|porch door|"
    "entr(?:y|ance) door|house door|street door|outside door|outer door|apartment door|voordeur|haust(?:ü|ue)r|"
    "entrance|entry|exit|(?:enter|leave) (?:the )?(?:home|house)|leaving|coming home"
)
"""What the name of a way out holds."""

INSIDE = re.compile(
    "bath|bed|toilet|wc|kitchen|living|lounge|dining|office|study|closet|cabinet|cupboard|drawer|wardrobe|switch|light|"
    "window|fridge|freezer|letter|mail|keys|shower"
)
"""What the name of anything in a hall holds that is no way out: the hall's door to another room, or its furniture."""


def with_recorded(settings: Settings, sensors: Iterable[tuple[str, str, str]]) -> Settings:
    """The settings with a device for each recorded (sensor, kind, room), and with its room, that they do not name."""
    known, rooms = {d.id for d in settings.devices}, {r.id for r in settings.rooms}
    kinds: dict[str, list[tuple[str, str]]] = {}
    for sensor, kind, room in sensors:
        if sensor not in known:
            kinds.setdefault(sensor, []).append((kind, room.strip()))
    made = tuple(_device(sensor, said) for sensor, said in kinds.items())
    if not made:
        return settings
    names = sorted({d.room for d in made if d.room is not None and d.room not in rooms})
    new = tuple(
        Room(id=name, name=name, exit=any(d.use == "exit door" and d.room == name for d in made)) for name in names
    )
    return structs.replace(settings, devices=(*settings.devices, *made), rooms=(*settings.rooms, *new))


def _device(sensor: str, said: list[tuple[str, str]]) -> Device:
    """One device, whatever it reports: what sees somebody counts before what measures."""
    room = next((room for _, room in said if room), "")
    uses = [USES[kind] for kind, _ in said if kind in USES]
    use: Any = next((use for use in uses if use != "temperature"), uses[0] if uses else "other")
    if any(kind == "contact" for kind, _ in said):
        use = "exit door" if is_exit(sensor, room) else "door"
    return Device(id=DeviceId(sensor), name=sensor, use=use, room=RoomId(room) if room else None)


def is_exit(sensor: str, room: str) -> bool:
    """Whether a contact of that name, in a room of that name, is taken for a way out of the home."""
    name, place = _words(sensor), _words(room)
    if EXIT_NAMES.search(name):
        return not re.search("closet|cabinet|cupboard|drawer|switch|light|window", name)
    at_a_way_out = EXIT_ROOMS & set(place.split()) or EXIT_NAMES.search(place)
    return bool(at_a_way_out) and not INSIDE.search(name)


def _words(name: str) -> str:
    """`12:FrontDoor_reed` as words: 12 front door reed."""
    parted = re.sub(r"(?<=[a-zäöü])(?=[A-Z])", " ", name)
    return " ".join(re.sub(r"[\W_]+", " ", parted).lower().split())


MOSTLY = 0.5
"""Of its recording. Every way out is shut for longer than it stands open."""


def turned(settings: Settings, events: Sequence[Reported]) -> frozenset[str]:
    """The exit doors that would stand open most of the time: their sensor says "on" while the door is shut."""
    doors = {device.id for device in settings.devices if device.use == "exit door"}
    found = set[str]()
    for door in doors:
        edges = [(event.at, event.said[0].value) for event in events if event.name == door]
        if len(edges) > 1 and _share_open(edges) > MOSTLY:
            found.add(door)
    return frozenset(found)


def _share_open(edges: Sequence[tuple[datetime, object]]) -> float:
    """The share of the time, from its first word to its last, in which a contact says that it is open."""
    open_ = sum((until - since for (since, value), (until, _) in pairwise(edges) if value is True), timedelta(0))
    return open_ / max(edges[-1][0] - edges[0][0], timedelta(seconds=1))


def right_way_round(events: Sequence[Reported], doors: frozenset[str]) -> tuple[Reported, ...]:
    """The events with what these doors say taken the other way round."""
    return tuple(_other_way_round(event) if event.name in doors else event for event in events)


def _other_way_round(event: Reported) -> Reported:
    said = tuple(Said(each.kind, not each.value) if each.kind == "contact" else each for each in event.said)
    return structs.replace(event, said=said)
