"""What `carehub status`, `devices`, `contacts` and `incidents` are told, by a running hub or from its store."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from hub.core import coverage, faults, liveness, promises
from hub.core.home import Home, barred
from hub.core.in_force import mark
from hub.core.overview import overview
from hub.core.state import DeviceState, Facts, Proof, Trial, World
from hub.core.visit_lines import lines
from hub.model.household import Contact, Device, Settings
from hub.model.ids import DeviceId, RoomId
from hub.model.incidents import Incident
from hub.model.whereabouts import Whereabouts
from hub.shell.covered import covered
from hub.shell.database import FILE, StoreError
from hub.shell.filling import Fetch, way_in
from hub.shell.fingerprint import PUBLIC, fingerprint
from hub.shell.freezing import freeze
from hub.shell.heartbeat import body
from hub.shell.loop import Hub
from hub.shell.outgoing import Outgoing
from hub.shell.right_now import right_now
from hub.shell.socket import Desk
from hub.shell.store import Store
from hub.shell.tried import tried

Says = dict[str, Any]


def desk(hub: Hub, store: Store, outgoing: Outgoing, folder: Path, version: str, fetch: Fetch | None = None) -> Desk:
    """Answers requests on behalf of a running hub. `fetch` gets the codes that tell how to get in."""

    def incidents(closed: bool, limit: int) -> list[Incident]:
        return store.incidents(open_only=False, limit=limit) if closed else list(hub.state.facts.open.values())

    return Desk(
        hub,
        hub.clock,
        status=lambda: status(hub, store, outgoing, folder, version),
        devices=lambda: devices(hub.state.world, hub.state.settings, hub.of_devices(), hub.state.facts.trials),
        incidents=incidents,
        contacts=lambda: contacts(hub.state.facts, hub.state.settings),
        freeze=lambda ask: freeze(
            store, ask.incident or "", ask.by, ask.because, hub.clock.now(), keep=ask.do == "freeze"
        ),
        timezone=lambda: hub.state.settings.hub.timezone,
        overview=lambda: msgspec.to_builtins(overview(hub.state)),
        way_in=lambda by: way_in(hub.state.settings, by, fetch) if fetch is not None else (),
        now=lambda: right_now(
            hub.state, hub.clock.now(), hub.of_resident(), hub.since, failing=bool(hub.journal.trouble)
        ),
    )


def status(hub: Hub, store: Store, outgoing: Outgoing, folder: Path, version: str) -> Says:
    """How the hub is, and what only an installer wants to know."""
    links = {name: ("up" if link.up else f"down: {link.because}") for name, link in hub.state.world.links.items()}
    unreadable = {what: {"count": n, "for example": hub.examples.get(what, "")} for what, n in hub.complaints.items()}
    broken = faults.noted(hub.state.facts.open.values())
    return {
        "version": version,
        **body(hub, outgoing),
        "settings in force": mark(hub.state.settings),
        "seq": hub.state.seq,
        "links": links,
        "resident": of_resident(hub.of_resident()),
        "detectors": sorted(hub.state.memories),
        "unreadable input": unreadable,
        "unplaced messages": len(hub.state.world.unplaced),
        "not in settings": strangers(hub.state.world, hub.state.settings),
        "care visits": lines(hub.state.facts, Home(hub.state.settings), hub.clock.now()),
        "rows dropped": hub.journal.dropped,
        "store bytes": sum(file.stat().st_size for file in folder.glob(f"{FILE}*")),
        "evidence key": fingerprint(folder / PUBLIC),
        **sight(hub.state.world, hub.state.settings, store, hub.clock.now(), broken),
    }


def of_resident(known: Whereabouts | None) -> Says:
    """Where the resident is, and when people hear of it if nothing changes."""
    if known is None:
        return {"where": "not known", "because": "nobody looks for that here"}
    then = {"concern at": said(known.concern_at), "concern because": known.concern_because} if known.concern_at else {}
    return {"where": known.where, "since": said(known.since), "because": known.because, **then}


def sight(
    world: World, settings: Settings, store: Store, at: datetime, broken: frozenset[str] = frozenset()
) -> Says:  # fmt: skip
    """What can be seen right now, in which rooms and of what, and in which of the last 24 hours (oldest first)."""
    home = Home(settings)
    try:
        known = hours(store, home, at)
    except StoreError:  # a sick disk is told elsewhere; what can be seen now is known without it
        known = {}
    rows = [
        {
            "room": home.room_name(room.room), "state": room.state, "since": said(room.since), "because": room.because,
            "sensors": [home.devices[device].name for device in room.sensors], "hours": known.get(room.room),
        }
        for room in coverage.rooms(world, home)
    ]  # fmt: skip
    told = [
        {"what": each.name, "state": each.state, "because": each.because,
         "devices": [home.devices[device].name for device in each.devices]}
        for each in coverage.abilities(world, home, broken)
    ]  # fmt: skip
    return {"rooms": rows, "watches for": told}


def hours(store: Store, home: Home, at: datetime) -> dict[RoomId, tuple[str, ...]]:
    """Room -> its last 24 hours: seen, partly or not seen; also by sensors that a present one took the place of."""
    by_room = covered(store, home, at - coverage.CELL * coverage.CELLS, at)
    return {room: coverage.hours(heard, at) for room, heard in by_room.items()}


def strangers(world: World, settings: Settings) -> list[str]:
    """Devices that were heard but are not in the settings; without those that were replaced, or have left since."""
    known = {id_ for device in settings.devices for id_ in (device.id, *device.formerly)}
    return sorted(device for device in world.devices if device not in known and not _has_left(device, world, settings))


def _has_left(device: DeviceId, world: World, settings: Settings) -> bool:
    """Whether its source tells which devices it has, and this one is not among them."""
    return settings.source(device) in world.listed_sources and liveness.listing(device, world) is None


def devices(
    world: World,
    settings: Settings,
    falls: Mapping[DeviceId, str] = {},
    trials: Mapping[DeviceId, Trial] = {},
) -> list[Says]:
    """Each device of the settings: how well it can be heard, how soon its silence is noticed, what its loss costs.

    `falls`: what the detectors of falls have to say of it. `trials`: the last test of each.
    """
    home = Home(settings)
    names = {device: name.split("/", 1)[1] for name, device in world.names.items()}
    return [
        {
            "id": device.id, "name": device.name, "called": names.get(device.id), "use": device.use,
            "room": home.rooms.get(device.room or ""), **_heard(device, world, home),
            "formerly": list(device.formerly), "costs": coverage.cost(device, world, home),
            "falls": falls.get(device.id, ""), **tried(device, world.devices.get(device.id), trials.get(device.id)),
        }
        for device in settings.devices
    ]  # fmt: skip


def contacts(facts: Facts, settings: Settings) -> list[Says]:
    """Each contact: whether an alarm would reach them, as the last test showed."""
    return [
        {"id": contact.id, "name": contact.name, "hours": contact.hours, "can_attend": contact.can_attend}
        | _reached(contact, facts.proofs.get(contact.id), facts)
        for contact in settings.contacts
    ]


def _reached(contact: Contact, proof: Proof | None, facts: Facts) -> Says:
    """What is known of one contact: proven, asked, not answered, not tested yet, refuses texts (calls), or no phone."""
    if contact.phone is None:
        return {"state": "no phone", "asked": None, "answered": None, "receipt": "", "next test": None}
    way = contact.ways[0]
    refused = facts.refused.get(barred(contact.phone, way))
    known = proof or Proof(due=datetime.max.replace(tzinfo=UTC))
    asked, answered = known.asked, known.answered
    state = "not tested yet" if asked is None and answered is None else "asked"
    if answered is not None and (asked is None or answered >= asked):
        state = "proven"
    if known.missed:
        state = "not answered"
    return {
        "state": f"refuses {way}s: {refused}" if refused else state, "asked": said(asked), "answered": said(answered),
        "receipt": known.receipt, "next test": said(known.due) if proof and state != "asked" else None,
    }  # fmt: skip


def _heard(device: Device, world: World, home: Home) -> Says:
    known, listed = world.devices.get(device.id), liveness.listing(device.id, world)
    promised = promises.promise(
        device.use, listed, home.settings.detectors.liveness,
        connected=device.bluetooth is not None and device.bluetooth.connect is not None,
    )  # fmt: skip
    reach = coverage.reach(device.id, world, home)
    says: Says = {
        "status": "new", "heard": None, "battery": None, "model": listed.model if listed is not None else None,
        "reach": reach.state, "because": reach.because, "usual gap": None, "noticed within": None, "promise": promised,
        "faulty": known is not None and known.levels.get("fault") is True,
    }  # fmt: skip
    if known is None:
        return says
    return {
        **says, "status": known.status, "since": said(known.since), "heard": said(known.heard),
        "battery": _battery(known), "usual gap": round(known.interval) or None,
        "noticed within": promises.said(liveness.allowed(device.id, known, world, home)),
    }  # fmt: skip


def _battery(known: DeviceState) -> str | None:
    battery = known.levels.get("battery")
    if known.levels.get("battery low") is True:
        return "low"
    return f"{battery:g} %" if isinstance(battery, float | int) else None


def said(at: datetime | None) -> str | None:
    """A time for programs and people."""
    return at.isoformat(timespec="seconds") if at else None
