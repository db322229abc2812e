"""How readings are written as a recording."""

import gzip
from collections.abc import Iterable
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

from connectors.readings_rows import HEADER
from hub.model.events import Reported, Said
from hub.model.household import Settings
from hub.model.ids import DeviceId


def write(path: Path, readings: Iterable[Reported], settings: Settings) -> int:
    """Write readings as CSV (`.gz`: packed), in local time with its offset. Returns how many rows."""
    zone, rows = ZoneInfo(settings.hub.timezone), 0
    rooms = {device.id: _field(device.room or "") for device in settings.devices}
    with _to_write(path) as stream:
        stream.write(",".join(HEADER) + "\n")
        for reading in readings:
            at = reading.at.astimezone(zone).isoformat(timespec="milliseconds")
            head, room = f"{at},{_field(reading.name)}", rooms.get(DeviceId(reading.name), "")
            stream.writelines(f"{head},{said.kind},{room},{_value(said)}\n" for said in reading.said)
            rows += len(reading.said)
    return rows


def _to_write(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "wt", encoding="utf-8")
    return path.open("w", encoding="utf-8")


def _field(text: str) -> str:
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if set(text) & set(',"\n') else text


def _value(said: Said) -> str:
    if isinstance(said.value, bool):
        return "ON" if said.value else "OFF"
    return _field(str(said.value))
