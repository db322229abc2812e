"""What a step of the visit is. To add one: a pure `standing(about) -> Standing` in a file that does not import `sheet`,
named in `table.STEPS`; its pages: `visit_page("/visit/NAME", ...)` that begin with `sheet(request)` and answer `shown`.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal

from msgspec import Struct, field

from hub.core.in_force import mark
from hub.model.household import Settings

Notes = dict[str, Any]
"""What a step wrote down in this visit: JSON, kept with the visit. Values that a person typed stand here as typed."""

State = Literal["done", "to do", "proof pending", "left out"]
"""`proof pending`: all was done that can be done today, and somebody or something has not answered yet."""


class Words(Struct, frozen=True):
    """A sentence: `text` is English and the name of its translations, with places that `values` fill.

    A value that itself is to be translated is a `Words` too.
    """

    text: str
    values: "dict[str, str | Words]" = {}


class Signal(Struct, frozen=True):
    """How well a device was heard where it stands: the worst of its last `count` messages, in `unit`."""

    worst: int
    unit: str = ""
    count: int = 0


class Proof(Struct, frozen=True, kw_only=True):
    """One line of the certificate: a sensor, a person, a way out. `subject` is its name as people read it.

    `proven` False: it stands on the certificate as not proved, and the certificate is not complete. `signal`: what was
    measured, so that a later certificate can be compared with it.
    """

    subject: str
    says: Words
    proven: bool
    at: datetime | None = None
    kind: Literal["sensor", "person", "way out", "access", "resident", "home"] = "home"
    id: str = ""
    signal: Signal | None = None


class Standing(Struct, frozen=True, kw_only=True):
    """How it is with a step. `says`: why it is so, or what stands in the way. `weaker`: what works less well here."""

    state: State
    says: Words = Words("")
    proofs: tuple[Proof, ...] = ()
    weaker: tuple[Words, ...] = ()


class About(Struct, frozen=True, kw_only=True):
    """What a step is judged by. `notes` are its own; `of_hub` is what the hub answered to "devices", "contacts" and
    "status" (each with "ok": False if no hub runs).
    """

    settings: Settings
    notes: Notes
    now: datetime
    of_hub: dict[str, dict[str, Any]] = field(default_factory=dict)
    all_notes: dict[str, Notes] = field(default_factory=dict)

    @property
    def in_force(self) -> bool:
        """Whether the hub works by these settings: what it says of people and devices is of its own."""
        return self.of_hub.get("status", {}).get("settings in force") == mark(self.settings)

    @property
    def timezone(self) -> str:
        """The clocks of the home."""
        return self.settings.hub.timezone


class Step(Struct, frozen=True, kw_only=True):
    """One step. `title` and `about` are English texts with translations. `essential`: it cannot be left out."""

    name: str
    title: str
    about: str
    standing: Callable[[About], Standing]
    essential: bool = False

    @property
    def path(self) -> str:
        """Where its page is."""
        return f"/visit/{self.name}"
