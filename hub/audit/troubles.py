"""The sorts of trouble that the auditor tells of."""

from typing import Literal

from msgspec import Struct

from hub.model.ids import IncidentId

Sort = Literal[
    "stopped", "frozen", "missing", "restarting", "ticking", "step", "outbox", "arriving", "unreachable", "store",
    "disk", "clock",
]  # fmt: skip

GRAVEST: tuple[Sort, ...] = (
    "stopped", "frozen", "missing", "ticking", "step", "outbox", "arriving", "restarting", "store", "disk",
    "unreachable", "clock",
)  # fmt: skip
"""In this order they are told where there is room for one."""

ILL: frozenset[Sort] = frozenset(GRAVEST) - {"unreachable", "store", "disk", "clock"}
"""With these an alarm may not get through: whoever watches from outside hears that the hub is ill."""

DEAD: frozenset[Sort] = frozenset({"stopped", "frozen", "missing"})
"""The same trouble for whoever is told of it: nobody does the hub's work. It explains all that does not happen."""


class Trouble(Struct, frozen=True, kw_only=True):
    """What is wrong now, and why we say so. `incident`: whose alarm is stuck. `name`: what it is about, for people."""

    sort: Sort
    because: str
    incident: IncidentId | None = None
    name: str = ""

    @property
    def key(self) -> str:
        """What makes two troubles the same."""
        if self.sort in DEAD:
            return "hub"
        subject = self.incident or (self.name if self.sort == "unreachable" else "")
        return f"{self.sort}|{subject}"
