"""What lies in this hub that somebody must know before all of it is replaced or erased."""

from pathlib import Path

from msgspec import Struct

from hub.shell.database import FILE, StoreError
from hub.shell.reader import Reader

ALARMS = frozenset({"life", "urgent"})


class Held(Struct, frozen=True):
    """`alarms` that are open, by code and kind; `frozen`: incidents kept because of a complaint.

    `unreadable`: why the store cannot say; "" if it can, or if there is none.
    """

    alarms: tuple[str, ...] = ()
    frozen: int = 0
    unreadable: str = ""


def held_here(data: Path) -> Held:
    """What the store says, beside a running hub or without one."""
    if not (data / FILE).exists():
        return Held()
    try:
        store = Reader(data)
        try:
            opened = store.incidents(open_only=True)
            frozen = store.how_many_frozen()
        finally:
            store.close()
    except StoreError as error:
        return Held(unreadable=str(error))
    alarms = tuple(f"{each.reference} {each.kind}" for each in opened if each.grave in ALARMS and not each.test)
    return Held(alarms, frozen)
