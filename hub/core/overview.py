"""How the home is, in a few words, for whoever only looks on. No name of a person is in it.

The least that is of use: a screen in the home is seen by visitors, and what it shows is kept by the program behind it.
"""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from hub.core.home import Home
from hub.core.liveness import sees
from hub.core.state import State
from hub.core.visit_lines import lines
from hub.model.household import Device
from hub.model.ids import CENTRE, DeviceId, IncidentId
from hub.model.incidents import HELD, Incident
from hub.model.kinds import KINDS

Health = Literal["seen", "late", "lost", "not heard yet", "cannot be heard"]
SHOWN = 3
"""Devices named in one sentence; of more only the number is said."""
GRAVE = ("life", "urgent")


class IncidentSeen(Struct, frozen=True, kw_only=True):
    """An open life or urgent incident. `held_by`: the centre or a contact, never who."""

    id: IncidentId
    grave: str
    kind: str
    says: str
    state: str
    room: str | None
    since: datetime
    held_by: Literal["nobody", "the centre", "a contact"]


class DeviceSeen(Struct, frozen=True, kw_only=True):
    """One device of the settings. `battery` in per cent, where the device tells it."""

    device: DeviceId
    name: str
    room: str | None
    health: Health
    battery: float | None = None
    battery_low: bool | None = None


class WaySeen(Struct, frozen=True, kw_only=True):
    """A link into or out of the hub."""

    name: str
    up: bool
    since: datetime


class Overview(Struct, frozen=True, kw_only=True):
    """How the home is. `because`: why not all is well, and `incidents`, gravest first. `visits`: a line for each."""

    service: str
    well: bool
    because: tuple[str, ...]
    incidents: tuple[IncidentSeen, ...]
    devices: tuple[DeviceSeen, ...]
    ways: tuple[WaySeen, ...]
    visits: tuple[str, ...] = ()


def overview(state: State) -> Overview:
    """How the home is. Well is only what can be seen to be well: blind, suspended or not yet in service is not."""
    home = Home(state.settings)
    incidents = tuple(_incident(each, home) for each in sorted(_grave(state), key=rank))
    devices = tuple(_device(device, state, home) for device in state.settings.devices)
    because = (*(_about(each) for each in incidents), *_not_serving(state), *_unseen(state, home, devices))
    ways = tuple(WaySeen(name=name, up=link.up, since=link.since) for name, link in sorted(state.world.links.items()))
    service = state.settings.home.service
    visits = tuple(f"{name}: {line}" for name, line in lines(state.facts, home, state.at).items())
    return Overview(service=service, well=not because, because=because, incidents=incidents, devices=devices, ways=ways,
                    visits=visits)  # fmt: skip


def _grave(state: State) -> list[Incident]:
    return [each for each in state.facts.open.values() if each.grave in GRAVE and not each.test]


def rank(incident: Incident) -> tuple[int, bool, datetime]:
    """Life before urgent, what nobody has before what somebody has, the oldest first."""
    return GRAVE.index(incident.grave), incident.state in HELD, incident.began


def _incident(incident: Incident, home: Home) -> IncidentSeen:
    return IncidentSeen(
        id=incident.id, grave=incident.grave, kind=incident.kind, says=KINDS[incident.kind].says,
        state=incident.state.replace("_", " "), room=home.room_name(incident.room), since=incident.began,
        held_by=_held_by(incident),
    )  # fmt: skip


def _held_by(incident: Incident) -> Literal["nobody", "the centre", "a contact"]:
    holder = incident.holder or incident.coordinator
    if holder is None:
        return "nobody"
    return "the centre" if holder.via == CENTRE else "a contact"


def _device(device: Device, state: State, home: Home) -> DeviceSeen:
    known = state.world.devices.get(device.id)
    levels = known.levels if known is not None else {}
    battery, low = levels.get("battery"), levels.get("battery low")
    return DeviceSeen(
        device=device.id, name=device.name, room=home.room_name(device.room), health=_health(device, state, home),
        battery=battery if isinstance(battery, float) else None, battery_low=low if isinstance(low, bool) else None,
    )  # fmt: skip


def _health(device: Device, state: State, home: Home) -> Health:
    if home.source(device.id) not in sees(state.world):
        return "cannot be heard"
    known = state.world.devices.get(device.id)
    match known.status if known is not None else "new":
        case "seen":
            return "seen"
        case "late":
            return "late"
        case "lost":
            return "lost"
    return "not heard yet"


def _about(incident: IncidentSeen) -> str:
    where = f", {incident.room}" if incident.room is not None else ""
    return f"{incident.says}{where}: {incident.state}"


def _not_serving(state: State) -> tuple[str, ...]:
    service = state.settings.home.service
    return () if service == "in service" else (f"cannot tell: the service is {service}",)


def _unseen(state: State, home: Home, devices: tuple[DeviceSeen, ...]) -> tuple[str, ...]:
    """What the hub cannot see. A link that is down hides all its devices, so they are not named one by one."""
    if not devices:
        return ("cannot see: there are no sensors",)
    hidden = sorted({home.source(each.device) for each in devices if each.health == "cannot be heard"})
    blind = tuple(f"cannot see: nothing comes from {_NAMES[source]}" for source in hidden)
    return (*blind, *_named("lost", "no longer heard", devices), *_named("not heard yet", "not heard yet", devices))


_NAMES = {"zigbee2mqtt": "zigbee2mqtt", "bluetooth": "Bluetooth", "topics": "other programs on the broker"}


def _named(health: Health, words: str, devices: tuple[DeviceSeen, ...]) -> tuple[str, ...]:
    names = [each.name for each in devices if each.health == health]
    if not names:
        return ()
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return (f"cannot see: {words}: {', '.join(names[:SHOWN])}{more}",)
