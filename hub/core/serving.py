"""Devices that serve for something else than before, or elsewhere: what showed that they work proves none of that."""

from msgspec import structs

from hub.core.state import World
from hub.core.turn import Turn
from hub.model.household import Settings
from hub.model.ids import DeviceId


def otherwise(old: Settings, new: Settings) -> tuple[DeviceId, ...]:
    """The devices of which the settings say so now."""
    before = {each.id: (each.use, each.room) for each in old.devices}
    return tuple(each.id for each in new.devices if before.get(each.id, (each.use, each.room)) != (each.use, each.room))


def unshown(world: World, devices: tuple[DeviceId, ...]) -> World:
    """Nobody has shown yet that they work as what they are now."""
    known = {each: world.devices[each] for each in devices if each in world.devices}
    anew = {name: structs.replace(each, spoke=0, done=0) for name, each in known.items()}
    return structs.replace(world, devices={**world.devices, **anew}) if anew else world


def untried(turn: Turn, devices: tuple[DeviceId, ...]) -> None:
    """Their last tests go on as they were begun, and show nothing of what they are now."""
    for device in devices:
        trial = turn.trials.get(device)
        if trial is not None and trial.done:
            turn.try_(device, structs.replace(trial, done=0))
