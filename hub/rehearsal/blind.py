"""What this kit cannot see, whoever lives in the home: rooms without a sensor, and what nobody is watched for."""

from collections.abc import Iterator

from hub.core.coverage import SEES, WATCHES
from hub.model.household import Settings
from hub.rehearsal.outcomes import Outcome
from hub.simulated.places import PLACES, House, house

A_LOT = 0.15
"""Of the time at home: from that share on it is said how much of it nobody sees."""


def spots(settings: Settings, outcomes: tuple[Outcome, ...]) -> Iterator[str]:
    """One plain sentence for each thing."""
    home = house(settings)
    yield from _rooms(settings, home)
    unseen = sum(outcome.unseen for outcome in outcomes) / len(outcomes) if outcomes else 0.0
    if unseen >= A_LOT:
        yield f"{unseen:.0%} of the time at home is spent where no sensor sees anybody."
    if not home.of("exit door"):
        yield "No sensor is on the way out: being out and lying still look alike."
    if not home.of("bed"):
        yield "No sensor is in the bed: a long sleep and an illness at night look alike."
    uses = {device.use for device in settings.devices}
    for watch in WATCHES:
        if watch.needs is not None and not settings.agreed(watch.needs):
            yield f"{watch.name.capitalize()}: not watched, because it was not agreed."
        elif not watch.uses & uses and watch.name in ("calls for help", "smoke"):
            yield f"No device for {watch.name}: {watch.none}."


def _rooms(settings: Settings, home: House) -> Iterator[str]:
    seen = {sensor.place for sensor in home.sensors if sensor.use in SEES}
    names = {f"room {room.id}": room.name for room in settings.rooms}
    blind = [_the(names.get(place, place)) for place in home.places if place not in seen]
    weak = [_the(names.get(place, place)) for place in home.places if place in seen and not _moves(home, place)]
    if len(blind) == len(home.places):
        yield "No sensor sees anybody in any room."
        return
    if blind:
        yield f"No sensor sees {_listed(blind)}."
    if weak:
        yield f"In {_listed(weak)} only what is used is seen, not who moves."


def _moves(home: House, place: str) -> bool:
    return any(sensor.place == place for sensor in home.of("motion", "presence"))


def _the(place: str) -> str:
    return f"the {place}" if place in PLACES else f"the {place[:1].lower()}{place[1:]}"


def _listed(names: list[str]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
