"""How the home is right now, for the pages: all of it from memory, so that it may be asked every second."""

from datetime import datetime, timedelta
from typing import Any

import msgspec

from hub.core import coverage
from hub.core.coverage import SEES
from hub.core.home import Home, barred
from hub.core.how_it_is import WAYS_OUT, HowItIs, how_it_is
from hub.core.overview import overview
from hub.core.state import State
from hub.core.turn import Turn
from hub.core.who_when import DEFAULT, who_when
from hub.model.ids import CENTRE, RoomId
from hub.model.incidents import Incident
from hub.model.kinds import KINDS
from hub.model.whereabouts import Whereabouts

Says = dict[str, Any]

SOON = timedelta(minutes=1)
"""How far ahead it is looked who would be asked."""


def right_now(state: State, at: datetime, where: Whereabouts | None, since: datetime, *, failing: bool) -> Says:
    """How it is, and how that is known. `since`: when the hub began; `failing`: its disk takes nothing."""
    home = Home(state.settings)
    how = how_it_is(Turn(home, state.facts, state.world, at, state.epoch, state.seq))
    told: Says = msgspec.to_builtins(
        {
            "at": at, "since": since, "overview": overview(state), "how": _how(how), "resident": where,
            "held back": [
                {"what": what, "until": pause.until, "by": pause.by, "since": pause.since}
                for what, pause in sorted(state.facts.pauses.items(), key=lambda each: each[1].until)
            ],
            "rooms": _rooms(state, home), "notices": [_notice(each, home) for each in how.open if not _grave(each)],
            "tests": sum(each.test for each in state.facts.open.values()),
            "ways out": [
                {"name": name, "up": link.up, "since": link.since}
                for name, link in sorted(state.world.links.items()) if name.startswith(WAYS_OUT)
            ],
            "blind": _blind(state), "asked": _asked(state, home, at), "failing": failing,
        }
    )  # fmt: skip
    return told


def _how(how: HowItIs) -> Says:
    """What the daily text is made of, too. Who is open and why is told elsewhere."""
    return {
        "service": how.service, "alarm": how.alarm, "unheard": how.unheard, "ways down": how.ways_down,
        "sure": how.sure, "visit": how.visit, "moved": how.moved, "recent": how.recent, "out": how.out,
        "others": how.others, "seen": how.seen, "well": how.well,
    }  # fmt: skip


def _grave(incident: Incident) -> bool:
    return incident.grave in ("life", "urgent")


def _notice(incident: Incident, home: Home) -> Says:
    return {
        "id": incident.id, "kind": incident.kind, "says": KINDS[incident.kind].says, "since": incident.began,
        "room": home.room_name(incident.room), "because": incident.because, "grave": incident.grave,
    }  # fmt: skip


def _rooms(state: State, home: Home) -> list[Says]:
    """Each room: whether anybody in it is seen, and when somebody last was."""
    moved = _moved(state, home)
    return [
        {
            "id": room.room, "room": home.room_name(room.room), "state": room.state, "since": room.since,
            "because": room.because, "moved": moved.get(room.room),
        }
        for room in coverage.rooms(state.world, home)
    ]  # fmt: skip


def _moved(state: State, home: Home) -> dict[RoomId, datetime]:
    found: dict[RoomId, datetime] = {}
    for device in home.settings.devices:
        known = state.world.devices.get(device.id)
        if known is not None and known.moved is not None and device.room is not None:
            found[device.room] = max(known.moved, found.get(device.room, known.moved))
    return found


def _blind(state: State) -> datetime | None:
    """Since when nothing at all can be seen; None if something can."""
    eyes = [device for device in state.settings.devices if device.use in SEES]
    blind = [state.world.blind.get(state.settings.source(device.id)) for device in eyes]
    if not blind or None in blind:
        return None
    return max(at for at in blind if at is not None)


def _asked(state: State, home: Home, at: datetime) -> list[Says]:
    """Who would be asked if an alarm came now, in order, and whether they are known to be reached."""
    for covered in reversed(who_when(home, at, at + SOON)):
        here = next((each for each in covered.stretches if each.start <= at), None)
        if here is not None and (here.asked or covered.name == DEFAULT):
            return [_reached(state, home, name) for name in here.asked]
    return []


def _reached(state: State, home: Home, name: str) -> Says:
    if name == CENTRE:
        link = state.world.links.get("centre")
        return {"name": "the centre", "refused": link is not None and not link.up, "proven": bool(link and link.up)}
    contact = home.contacts[name]
    proof = state.facts.proofs.get(contact.id)
    refused = contact.phone is not None and barred(contact.phone, contact.ways[0]) in state.facts.refused
    proven = proof is not None and proof.answered is not None and not proof.missed
    return {"name": contact.name, "refused": refused, "proven": proven}
