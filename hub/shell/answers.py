"""What `carehub status`, `devices` and `incidents` are told, by a running hub or from its store."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from hub.core.state import DeviceState, World
from hub.model.household import Settings
from hub.model.ids import DeviceId
from hub.model.incidents import Incident
from hub.shell.database import FILE
from hub.shell.heartbeat import body
from hub.shell.loop import Hub
from hub.shell.outgoing import Outgoing
from hub.shell.socket import Desk
from hub.shell.store import Store

Says = dict[str, Any]


def desk(hub: Hub, store: Store, outgoing: Outgoing, folder: Path, version: str) -> Desk:
    """Answers requests on behalf of a running hub."""

    def incidents(closed: bool, limit: int) -> list[Incident]:
        return store.incidents(open_only=False, limit=limit) if closed else list(hub.state.facts.open.values())

    return Desk(
        hub,
        hub.clock,
        status=lambda: status(hub, outgoing, folder, version),
        devices=lambda: devices(hub.state.world, hub.state.settings),
        incidents=incidents,
    )


def status(hub: Hub, outgoing: Outgoing, folder: Path, version: str) -> Says:
    """How the hub is, and what only an installer wants to know."""
    links = {name: ("up" if link.up else f"down: {link.because}") for name, link in hub.state.world.links.items()}
    unreadable = {what: {"count": n, "for example": hub.examples.get(what, "")} for what, n in hub.complaints.items()}
    return {
        "version": version,
        **body(hub, outgoing),
        "seq": hub.state.seq,
        "links": links,
        "detectors": sorted(hub.state.memories),
        "unreadable input": unreadable,
        "unplaced messages": len(hub.state.world.unplaced),
        "not in settings": strangers(hub.state.world, hub.state.settings),
        "rows dropped": hub.journal.dropped,
        "store bytes": sum(file.stat().st_size for file in folder.glob(f"{FILE}*")),
    }


def strangers(world: World, settings: Settings) -> list[str]:
    """Devices that were heard but are not in the settings."""
    known = {d.id for d in settings.devices}
    return sorted(device for device in world.devices if device not in known)


def devices(world: World, settings: Settings) -> list[Says]:
    """Each device of the settings, and how well it can be heard."""
    rooms: Mapping[str, str] = {room.id: room.name for room in settings.rooms}
    names = {device: name.split("/", 1)[1] for name, device in world.names.items()}
    rows = []
    for device in settings.devices:
        known = world.devices.get(device.id)
        rows.append(
            {
                "id": device.id, "name": device.name, "called": names.get(device.id), "use": device.use,
                "room": rooms.get(device.room or ""), **_heard(known, device.id, world),
            }
        )  # fmt: skip
    return rows


def _heard(known: DeviceState | None, device: DeviceId, world: World) -> Says:
    if known is None:
        return {"status": "new", "heard": None, "battery": None}
    battery = known.levels.get("battery")
    low = known.levels.get("battery low")
    return {
        "status": known.status,
        "since": said(known.since),
        "heard": said(known.heard),
        "battery": "low" if low is True else f"{battery:g} %" if isinstance(battery, float | int) else None,
        "model": world.listed[device].model if device in world.listed else None,
    }


def said(at: datetime | None) -> str | None:
    """A time for programs and people."""
    return at.isoformat(timespec="seconds") if at else None
