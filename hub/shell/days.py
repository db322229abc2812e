"""What a person's days were like, as the newest state that is kept knows them."""

import msgspec
from msgspec import Struct

from hub.model.routine import Day
from hub.shell.database import OnDisk

KEPT_BY = "daily measures"
"""The detector that keeps them, by the name under which its memory is kept."""


class _Memory(Struct):
    days: tuple[Day, ...] = ()


class _Saved(Struct):
    memories: dict[str, msgspec.Raw] = {}


class DayTable(OnDisk):
    """The days, for whoever reads the store beside the hub."""

    def days(self) -> tuple[Day, ...] | None:
        """The days up to the last night (a state is kept each night), oldest first. None: nobody keeps them."""
        with self._disk.reading() as conn:
            row = conn.execute("SELECT state FROM states ORDER BY seq DESC LIMIT 1").fetchone()
        if row is None:
            return ()
        memory = msgspec.json.decode(row[0], type=_Saved).memories.get(KEPT_BY)
        return None if memory is None else msgspec.json.decode(memory, type=_Memory).days
