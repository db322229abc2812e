"""One situation that people must deal with, and everything that is known of it."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from hub.model.ids import ContactId, DeviceId, EffectKey, IncidentId, ResidentId, RoomId
from hub.model.kinds import IncidentClass

Outcome = Literal[
    "helped", "spoke to them", "ambulance", "taken to hospital", "no access", "false alarm", "test",
    "cancelled by resident", "restored", "died", "moving again", "service ended", "visit made", "visit missed",
    "visit not seen",
]  # fmt: skip
Was = Literal[
    "", "pressed by mistake", "a sensor was wrong", "somebody else was there", "a pet", "they were out",
    "they slept longer", "a test that nobody had said", "something else", "they sat down hard", "they stumbled",
    "it was dropped", "it was taken off",
]  # fmt: skip
"""What a false alarm was, where it is known."""
Purpose = Literal["alarm", "news", "question", "outcome", "notice", "answer", "access", "test"]
Way = Literal["text", "call"]
"""How a contact can be told; the centre has a way of its own."""


class ToldEntry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who was told, which way, when, and what is known of it."""

    at: datetime
    to: str
    way: Literal["text", "centre", "call"]
    purpose: Purpose
    receipt: str = ""


State = Literal["pending", "raised", "acknowledged", "travelling", "with_resident", "closed"]
HELD: tuple[State, ...] = ("acknowledged", "travelling", "with_resident")


class Evidence(Struct, frozen=True, kw_only=True):
    """Something seen or said that belongs to the incident."""

    at: datetime
    says: str


class Holder(Struct, frozen=True, kw_only=True):
    """The person who took responsibility. `contact` is absent for somebody who is not in the settings."""

    name: str
    contact: ContactId | None
    can_attend: bool
    since: datetime
    via: str


class Offer(Struct, frozen=True, kw_only=True):
    """Whoever has it asked `name` to take it over; until they answer, or `until`, it is still whose it was."""

    to: str
    name: str
    by: str
    until: datetime
    at: datetime | None = None


class Answer(Struct, frozen=True, kw_only=True):
    """When the last text was written that a contact has answered with: an older one that comes later is overtaken."""

    by: ContactId
    written: datetime


class Grant(Struct, frozen=True, kw_only=True):
    """Somebody was told how to get in, at `at`; at `ended` they were asked to forget it.

    `to` is a contact's id, or the name of somebody who is none. `way`: by a text or a call, or on a page of the hub.
    """

    to: ContactId
    at: datetime
    ended: datetime | None = None
    way: Literal["text", "page"] = "text"


class Place(Struct, frozen=True, kw_only=True):
    """Where an incident is on the ladder: `turn` counts repeats of the rung; its wait runs from `since` to `until`.

    `told`: the contacts who were asked in this round already, on this rung or on one before.
    """

    round: int = 1
    rung: int = 0
    turn: int = 1
    since: datetime
    until: datetime
    told: tuple[str, ...] = ()


class Told(ToldEntry, frozen=True, kw_only=True):
    """A `ToldEntry` with the effect that carried it. `again`: when a call that nobody answered is made once more."""

    key: EffectKey
    number: str = ""
    again: datetime | None = None


class Incident(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One situation. Changed only by `hub.core`; `version` grows with each change that the centre should see.

    `due` is when the present state runs out (design section 1; while raised, `place.until` does that); `minutes` is
    how long the holder said the way takes; `asked` is when the holder was asked whether they are still going;
    `pressed` is when it was pressed again while somebody held it; `received_by` is until when the centre's program
    must say that it has it; `gained` is the version that last brought evidence; `sends` counts the texts, for their
    keys; `ladder` names the ladder that it climbs (empty: the default one); `own_...` and `visited` follow the
    resident's own movement; `restored` and `owned` belong to notices; `access` says who was told how to get in;
    `ambulance` is since when one is waited for (`rang_999` said so first: a contact's id, or a name); `offer` says
    whom the holder asked to take over; `answers` by whom it was answered in a text; `again` is when the same was last
    seen once more; `visit` is the id of the care visit that it is about; `unheard` is what the resident said while
    nobody held it; `was` is what a false alarm was.
    """

    id: IncidentId
    key: str
    kind: str
    grave: IncidentClass
    state: State
    version: int
    began: datetime
    because: str
    reference: str
    cause: str = ""
    raised: datetime | None = None
    due: datetime | None = None
    device: DeviceId | None = None
    room: RoomId | None = None
    resident: ResidentId | None = None
    evidence: tuple[Evidence, ...] = ()
    told: tuple[Told, ...] = ()
    place: Place | None = None
    holder: Holder | None = None
    coordinator: Holder | None = None
    cannot: tuple[str, ...] = ()
    minutes: int | None = None
    asked: datetime | None = None
    pressed: datetime | None = None
    received_by: datetime | None = None
    received: bool = False
    gained: int = 0
    late: bool = False
    test: bool = False
    life_saving: bool = False
    own_activity: datetime | None = None
    own_last: datetime | None = None
    visited: bool = False
    restored: datetime | None = None
    owned: bool = False
    own_rooms: tuple[RoomId, ...] = ()
    outcome: Outcome | None = None
    closed: datetime | None = None
    closed_by: str = ""
    sends: int = 0
    ladder: str = ""
    access: tuple[Grant, ...] = ()
    ambulance: datetime | None = None
    rang_999: str = ""
    offer: Offer | None = None
    answers: tuple[Answer, ...] = ()
    again: datetime | None = None
    visit: str = ""
    unheard: tuple[str, ...] = ()
    was: Was = ""

    @property
    def attending(self) -> str | None:
        """The name of the person who is on the way or there, if somebody is."""
        return self.holder.name if self.holder and self.holder.can_attend else None
