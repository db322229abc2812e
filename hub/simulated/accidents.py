"""The usual accidents, and when they could befall somebody whose day is known: for rehearsals and for stories."""

import random

from hub.simulated.diary import HOUR, MINUTE, Stay
from hub.simulated.places import OUT
from hub.simulated.stories import Accident, Lies
from hub.simulated.world import World

KINDS = {
    "bathroom": "a collapse in the bathroom by day",
    "lounge": "a collapse in the lounge by day",
    "hall on return": "a collapse in the hall on coming home",
    "night": "a fall on the way to the toilet at night",
    "bed": "taken ill in bed at night",
    "away": "gone out by day, and not back",
    "out at night": "gone out at night, and not back",
    "crawling": "a fall in the bathroom, and crawling about in it",
}
"""Kind -> what it is."""
ABLE = 12 * MINUTE
"""Who cannot come back was out for longer than to the bin."""


def accident(world: World, kind: str, day: int, seed: int = 0) -> Accident | None:
    """Such an accident on such a day (its night is the one before), or None if the day has no moment for it."""
    chance = random.Random(f"{world.seed} {seed} accident {kind} {day}")
    diary, rise = world.truth(day), world.resident.rise(day)
    stays = diary.stays
    looked = (_here(kind, earlier, stay, rise) for earlier, stay in zip(stays, stays[2:], strict=False))
    found = [each for each in looked if each is not None]
    if not found:
        return None
    stay, place, doing = chance.choice(found)
    at = stay.begin + min(chance.random() * (stay.end - stay.begin), 6 * HOUR)
    return Accident(at, place, doing)


def _here(kind: str, earlier: Stay, stay: Stay, rise: float) -> tuple[Stay, str, Lies] | None:
    """The stay, if the accident could happen in it: then where they lie, and how."""
    by_night = stay.begin < rise
    if kind == "night":
        return (stay, stay.place, "lying") if by_night and stay.doing in ("busy", "toilet", "pass") else None
    if kind == "out at night":
        return (stay, OUT, "out") if by_night and stay.doing == "asleep" else None
    if kind == "bed":
        return (stay, "bedroom", "lying") if by_night and stay.doing == "asleep" else None
    return None if by_night else _by_day(kind, earlier, stay)


def _by_day(kind: str, earlier: Stay, stay: Stay) -> tuple[Stay, str, Lies] | None:
    if kind in ("bathroom", "crawling"):
        lies: Lies = "crawling" if kind == "crawling" else "lying"
        return (stay, "bathroom", lies) if stay.place == "bathroom" else None
    if kind == "lounge":
        return (stay, "lounge", "lying") if stay.place == "lounge" else None
    if kind == "away":
        return (stay, OUT, "out") if stay.place == OUT and stay.end - stay.begin > ABLE else None
    came = earlier.place == OUT and stay.place == "hall"  # between the two she comes in and shuts the door
    return (stay, "hall", "lying") if came else None
