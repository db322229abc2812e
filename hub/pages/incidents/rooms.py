"""The rooms of a home as a plain grid, with the last movement in each; the room of the concern is marked."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from hub.core.home import Home
from hub.pages.incidents.telling import Telling

ACROSS = 2
"""Rooms beside each other: what a telephone shows without anybody having to scroll."""
WIDE, HIGH, GAP = 176, 76, 8
"""Size of a room in the picture's own units, and what is between two; on a telephone one unit is one pixel."""
LETTERS = 19
"""Letters of a room's name that fit into its place; the words beside the picture have it whole."""


class Cell(Struct, frozen=True):
    """One room. `moved` is when somebody last moved there, in words; `here`: the concern is about this room."""

    x: int
    y: int
    name: str
    whole: str
    moved: str
    here: bool
    last: bool


class Plan(Struct, frozen=True):
    """The picture: its size, and its rooms."""

    width: int
    height: int
    cells: tuple[Cell, ...]


def plan(to: Telling, moved: Mapping[str, datetime] | None, here: str | None) -> Plan:
    """The rooms. `moved`: room -> last movement; None if it is not known, or may not be seen."""
    home = to.home
    newest = max(moved.values(), default=None) if moved else None
    cells = tuple(
        Cell(
            x=(number % ACROSS) * (WIDE + GAP), y=(number // ACROSS) * (HIGH + GAP), name=_cut(room.name),
            whole=room.name, moved=_moved(to, moved, room.id), here=room.id == here,
            last=newest is not None and moved is not None and moved.get(room.id) == newest,
        )
        for number, room in enumerate(home.settings.rooms)
    )  # fmt: skip
    rows = -(-len(cells) // ACROSS)
    return Plan(ACROSS * (WIDE + GAP) - GAP, max(0, rows * (HIGH + GAP) - GAP), cells)


def _cut(name: str) -> str:
    return name if len(name) <= LETTERS else f"{name[: LETTERS - 1]}…"


def _moved(to: Telling, moved: Mapping[str, datetime] | None, room: str) -> str:
    _ = to.say
    if moved is None:
        return ""
    at = moved.get(room)
    return to.moment(at) if at is not None else _("none seen")


def last_moves(says: Mapping[str, object], home: Home) -> dict[str, datetime] | None:
    """Room -> last movement, out of what the hub says to "now"; None if it does not say."""
    rooms = says.get("rooms")
    if not isinstance(rooms, list):
        return None
    return {
        str(each["id"]): datetime.fromisoformat(each["moved"])
        for each in rooms
        if isinstance(each, dict) and each.get("moved") and each.get("id") in home.rooms
    }
