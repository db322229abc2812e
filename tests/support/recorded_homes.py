"""Recorded homes that tests make themselves: what happens in them, and so every figure, is known."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from connectors.readings_csv import SOURCE
from hub.learning.homes import recorded_home
from hub.learning.homes.labels import Label
from hub.learning.homes.recorded_home import RecordedHome
from hub.model.events import Reported, Said
from hub.recorded import with_recorded
from hub.settings.reading import detection

START = datetime.fromisoformat("2026-01-05T00:00+00:00")
"""A Monday in winter, when the clocks of Europe/London show UTC."""
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

Row = tuple[datetime, str, str, str, str]


def steady(days: float, every: timedelta = 10 * MINUTE, room: str = "kitchen", start: datetime = START) -> list[Row]:
    """Somebody passes one sensor every ten minutes, by day and by night."""
    count = int(days * DAY / every)
    return [(start + every * n, f"{room} pir", "motion", room, "ON") for n in range(count + 1)]


def without(rows: Iterable[Row], begins: datetime, length: timedelta) -> list[Row]:
    """The rows, but for a silence."""
    return [row for row in rows if not begins < row[0] < begins + length]


def door(at: datetime, name: str = "Front door", room: str = "hall") -> list[Row]:
    """The door is opened and closed."""
    return [(at, name, "contact", room, "ON"), (at + timedelta(seconds=10), name, "contact", room, "OFF")]


def away(rows: Iterable[Row], begins: datetime, length: timedelta) -> list[Row]:
    """The rows, with somebody who goes out by the door for that long."""
    return sorted([*without(rows, begins, length), *door(begins + MINUTE), *door(begins + length - MINUTE)])


def written(folder: Path, name: str, rows: Sequence[Row], labels: str | None = None) -> Path:
    """The rows as a file of the folder, in local time, and the labels beside it."""
    lines = [f"{at:%Y-%m-%d %H:%M:%S.%f},{','.join(rest)}" for at, *rest in rows]
    (folder / f"{name}.csv").write_text("\n".join(["timestamp,sensor,kind,room,value", *lines, ""]))
    if labels is not None:
        (folder / f"{name}.labels.csv").write_text(labels)
    return folder


def home(rows: Sequence[Row], labels: tuple[Label, ...] = (), name: str = "made") -> RecordedHome:
    """The rows as a home, without a file."""
    events = tuple(
        Reported(at=at, source=SOURCE, name=sensor, said=(Said(kind, value == "ON"),), seen=at)
        for at, sensor, kind, _, value in rows
    )
    nobody = recorded_home.nobody(name, detection(), "Europe/London")
    sensors = dict.fromkeys((sensor, kind, room) for _, sensor, kind, room, _ in rows)
    return recorded_home.of(name, with_recorded(nobody, sensors), events, labels)


def plain(value: object) -> dict[str, object]:
    """A result as JSON shows it."""
    said: dict[str, object] = msgspec.json.decode(msgspec.json.encode(value))
    return said
