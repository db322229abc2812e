"""What stands on top of every page of a visit: a real alarm before all else, then a test that waits for its press.

A test can never be taken for an alarm, nor an alarm for a test: the two come from different lists of the hub's.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from msgspec import Struct


class Alarm(Struct, frozen=True, kw_only=True):
    """An alarm that is real: what, where, since when, and who has it."""

    id: str
    says: str
    room: str
    since: datetime
    held_by: str


class Test(Struct, frozen=True, kw_only=True):
    """A device whose next press is a test, until then."""

    __test__ = False

    name: str
    until: datetime


def alarms(overview: dict[str, Any]) -> tuple[Alarm, ...]:
    """Every alarm that is open; the hub leaves tests out of these."""
    return tuple(
        Alarm(
            id=each["id"], says=each["says"], room=each["room"] or "", since=datetime.fromisoformat(each["since"]),
            held_by=each["held_by"],
        )
        for each in overview.get("incidents", ())
    )  # fmt: skip


def tests(devices: dict[str, Any]) -> tuple[Test, ...]:
    """Every test that waits."""
    return tuple(_tests(devices.get("devices", ())))


def _tests(rows: Iterable[dict[str, Any]]) -> Iterable[Test]:
    for each in rows:
        test = each.get("test")
        if test is not None and test["state"] == "waiting":
            yield Test(name=each["name"], until=datetime.fromisoformat(test["until"]))
