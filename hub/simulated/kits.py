"""Kits as they are sold: which sensors stand where. For `carehub simulate`, benchmarks and tests."""

from msgspec import structs

from hub.model.household import Device, Home, Resident, Room, Settings, Use
from hub.model.ids import DeviceId, ResidentId, RoomId
from hub.simulated.people import CareCall, Household, somebody
from hub.simulated.places import Ways

ROOMS = ("hall", "kitchen", "lounge", "bedroom", "bathroom")
Kit = tuple[tuple[str, Use], ...]
"""(room, use) of each device."""

_MOTION: Kit = tuple((room, "motion") for room in ROOMS)
_SAFETY: Kit = (("hall", "smoke"), ("kitchen", "heat"), ("kitchen", "leak"), ("", "help button"))
_DENSE: Kit = (
    *_MOTION, ("hall", "exit door"), ("bathroom", "door"), ("bedroom", "bed"), ("lounge", "chair"),
    ("kitchen", "fridge"),
    ("kitchen", "kettle"), ("kitchen", "cooker"), ("lounge", "plug"), ("kitchen", "medication"), ("lounge", "presence"),
    ("bedroom", "temperature"), ("lounge", "temperature"), ("lounge", "light"), *_SAFETY,
)  # fmt: skip
_FOUR: Kit = (("kitchen", "motion"), ("lounge", "motion"), ("bathroom", "motion"), ("hall", "exit door"))
KITS: dict[str, Kit] = {
    "dense": _DENSE,
    "usual": (*_MOTION, ("hall", "exit door"), ("bedroom", "bed"), ("kitchen", "kettle"), *_SAFETY),
    "four": _FOUR,
    "four without door": (*_FOUR[:3], ("hall", "motion")),
    "contacts": (("hall", "exit door"), ("bathroom", "door"), ("kitchen", "fridge"), ("bedroom", "bed")),
    "busy": (*_DENSE, *_MOTION, *((room, "presence") for room in ROOMS)),
}  # fmt: skip
"""By name."""
BUSY = Ways(blind=20, quiet=30, meters=155)
"""How each device of the busy kit behaves: with it the kit makes about 20,000 readings a day."""

HOUSEHOLDS = ("alone", "couple", "cat", "visitors", "carers")


def settings(kit: str, household: str, base: Settings) -> Settings:
    """The settings of a home with that kit; people, ladder and numbers are those of `base`."""
    residents = base.residents[:1] or (Resident(id=ResidentId("mary"), name="Mary S"),)
    devices = tuple(_device(number, room, use, residents[0].id) for number, (room, use) in enumerate(KITS[kit]))
    others = {"couple": "lives with others", "visitors": "visitors", "carers": "visitors"}.get(household, "none")
    home = Home(others=others, pets=household == "cat")  # type: ignore[arg-type]
    rooms = tuple(Room(id=RoomId(room), name=room.capitalize(), exit=room == "hall") for room in ROOMS)
    return structs.replace(base, rooms=rooms, devices=devices, home=home, residents=residents, topics=(), mqtt=None)


def _device(number: int, room: str, use: Use, wearer: ResidentId) -> Device:
    return Device(
        id=DeviceId(f"sim-{number:02}-{room or 'body'}-{use.replace(' ', '-')}"), use=use,
        room=RoomId(room) if room else None, name=f"{room} {use} {number}".strip().capitalize(),
        worn_by=wearer if use == "help button" else None,
    )  # fmt: skip


def household(name: str, seed: int) -> Household:
    """Somebody, and who else is about."""
    lives = Household(resident=somebody(seed))
    if name == "couple":
        return structs.replace(lives, partner=somebody(seed + 1000))
    if name == "cat":
        return structs.replace(lives, pets=1)
    if name == "visitors":
        return structs.replace(lives, visits=4.0)
    if name == "carers":
        return structs.replace(lives, care=(CareCall(hour=8.5), CareCall(hour=18.5, minutes=20)))
    return lives
