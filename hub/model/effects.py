"""What the hub sends or does. Each effect's key is derived from its cause, so that a repetition is the same effect."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from hub.model.ids import DeviceId, EffectKey, IncidentId
from hub.model.incidents import Incident, Outcome, Purpose, ToldEntry


class Accepted(Struct, frozen=True, kw_only=True, tag="accepted"):
    """A machine took it. Nobody has read it."""

    provider_id: str = ""


class Delivered(Struct, frozen=True, kw_only=True, tag="delivered"):
    """The phone has it. Nobody has read it."""


class TryAgain(Struct, frozen=True, kw_only=True, tag="try_again"):
    """It did not go, and may go later. `unreachable`: the other end is off (the next rung need not wait).

    `way_fails`: the way is to blame, not the phone or the text, so that another way may take it at once.
    """

    because: str
    code: int | None = None
    after: float | None = None
    unreachable: bool = False
    way_fails: bool = False


class Refused(Struct, frozen=True, kw_only=True, tag="refused"):
    """It will never go this way. `fault` names what a person must mend (credit, credentials, an opt-out)."""

    because: str
    code: int | None = None
    fault: str = ""


class Unanswered(Struct, frozen=True, kw_only=True, tag="unanswered"):
    """A call was made and is over, and nobody pressed a key that means anything: busy, not taken, a voicemail."""

    because: str


Receipt = Accepted | Delivered | TryAgain | Refused | Unanswered


class _Effect(Struct, frozen=True, kw_only=True, omit_defaults=True):
    key: EffectKey
    at: datetime


Fill = Literal["", "way in", "inside", "by telephone"]


class Text(_Effect, frozen=True, kw_only=True, tag="text"):
    """A text for one phone. `to` is the contact's (or resident's) id; after `expires` it must not be sent.

    `fill`: which words of the settings take the place of the mark in `body` just before it is sent. They are kept
    nowhere: a key safe's code must not be in the store, in an export or in a log (behaviour 40).
    """

    to: str
    number: str
    body: str
    purpose: Purpose
    expires: datetime
    incident: IncidentId | None = None
    reference: str = ""
    fill: Fill = ""


class Call(_Effect, frozen=True, kw_only=True, tag="call"):
    """A telephone call to one person. `says` is spoken, twice, in `language`; after `expires` it must not be made.

    Only a key that is pressed answers it: 1 for "I am going" (of a test: "I have heard it"), 2 for "I cannot".
    `then` is said after key 1, twice; nobody else hears it. `fill` is as for a `Text`, and fills the mark in `then`.
    """

    to: str
    number: str
    says: str
    purpose: Purpose
    expires: datetime
    language: str = "en-GB"
    incident: IncidentId | None = None
    reference: str = ""
    then: str = ""
    fill: Fill = ""


Tone = Literal["asking", "heard", "still trying", "coming", "well", "over"]
"""What an announcement means for lights and sirens: all but `well` and `over` are of an alarm that is open.

`over`: it has ended, and there is nothing to say about it.
"""


class Announce(_Effect, frozen=True, kw_only=True, tag="announce"):
    """A sentence for the resident, said aloud in the home in `language`; after `expires` it must not be said.

    An empty one is not said; its tone is still meant for the lights.

    It asks nobody anything, and whether it was heard is not known: no receipt of it stops a ladder.
    """

    incident: IncidentId
    text: str
    tone: Tone
    expires: datetime
    language: str = "en-GB"


class IncidentDocument(Struct, frozen=True, kw_only=True, rename={"cls": "class"}):
    """The incident as the centre sees it (design section 10). Complete every time; the newest version counts."""

    id: IncidentId
    version: int
    state: str
    cls: str
    kind: str
    room: str | None
    raised_at: datetime
    because: str
    residents: tuple[str, ...]
    needs: tuple[str, ...]
    told: tuple[ToldEntry, ...]
    acknowledged_by: str | None
    attending: str | None
    next: str | None
    test: bool
    late: bool
    outcome: str | None = None
    reference: str = ""
    evidence: tuple[str, ...] = ()


class Document(_Effect, frozen=True, kw_only=True, tag="document"):
    """An incident document for the centre. `final`: closed; the retained document is emptied after it.

    `empty_only`: only empty the retained document, say nothing (the service has ended).
    """

    incident: IncidentId
    version: int
    document: IncidentDocument
    final: bool = False
    empty_only: bool = False


class Result(_Effect, frozen=True, kw_only=True, tag="result"):
    """The answer to a command, by the way that it came."""

    via: Literal["socket", "centre", "sms", "call"]
    id: str
    ok: bool
    because: str
    incident: IncidentId | None = None
    state: str | None = None
    version: int | None = None
    respond_to: str | None = None
    correlation: str | None = None


class Withdraw(_Effect, frozen=True, kw_only=True, tag="withdraw"):
    """Texts and calls of this incident with these purposes that have not left yet are no longer true."""

    incident: IncidentId
    purposes: tuple[Purpose, ...]
    because: str


Step = Literal[
    "", "pending", "raised", "acknowledged", "travelling", "with_resident", "closed", "coordinates", "cannot",
    "received", "told", "receipt", "withdrawn", "expired",
]  # fmt: skip
"""What a line of the trail says for a program: the incident's new state, an answer, a message, what became of it."""
Role = Literal["", "centre", "near", "far", "resident", "other"]
"""Who did it, or was told: the centre, a contact who can soon be at the door, one who cannot, a resident, or somebody
at the hub itself. Empty: the hub, or a machine."""


class Recorded(_Effect, frozen=True, kw_only=True, tag="recorded"):
    """A line of the audit trail: who did what, and why.

    `step`, `party` (a contact's id, "centre", "resident:..."), its `role` at that time, and the `message` that it is
    about are for programs: reports count by them, years later.
    """

    who: str
    what: str
    because: str
    incident: IncidentId | None = None
    step: Step = ""
    party: str = ""
    role: Role = ""
    message: EffectKey | None = None


class SpanChanged(_Effect, frozen=True, kw_only=True, tag="span_changed"):
    """From `at` on, `subject` (`device:...`, `link:...`, `hub`) is in `status`. Kept for years."""

    subject: str
    status: str
    because: str


class Closed(_Effect, frozen=True, kw_only=True, tag="closed"):
    """An incident ended; this is its last form, for its table."""

    incident: Incident


class FallKept(_Effect, frozen=True, kw_only=True, tag="fall_kept"):
    """What a fall was concluded from, for years. `shadow`: nobody was told. The rest is that of `Impact`."""

    device: DeviceId
    struck: datetime
    score: float
    window: bytes
    peak: int
    rate: float
    most: float = 0.0
    missing: float = 0.0
    placement: str = ""
    incident: IncidentId | None = None
    shadow: bool = False


Effect = Text | Call | Announce | Document | Result | Withdraw | Recorded | SpanChanged | Closed | FallKept

__all__ = [
    "Accepted", "Announce", "Call", "Closed", "Delivered", "Document", "Effect", "FallKept", "Fill",
    "IncidentDocument", "Outcome", "Purpose", "Receipt", "Recorded", "Refused", "Result", "Role", "SpanChanged",
    "Step", "Text", "ToldEntry", "Tone",
    "TryAgain", "Unanswered", "Withdraw",
]  # fmt: skip
