"""What a detector concluded, and why."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from hub.model.events import Impact
from hub.model.ids import DeviceId, ResidentId, RoomId
from hub.model.visits import VisitNews

Turn = Literal["concern", "withdrawn", "restored", "noted"]


class Finding(Struct, frozen=True, kw_only=True):
    """What a detector concluded, with `because`, one plain sentence.

    `kind` is a key of `hub.model.kinds.KINDS`. `turn` says whether the concern begins (or is seen again), is
    withdrawn by evidence, is over because the thing works again, or is noted only, and nobody is told. `cause` names a
    technical concern (`"battery low 0x00..."`). `rooms` are the rooms of a withdrawal's movement. `life_saving`: a
    fault in something that saves life. `late`: it happened before the hub could see it. `said_at`: when the device
    says it happened. `evidence`: what was seen, a plain line each. `again`: a press or an edge that a person or the
    house made anew, as opposed to a repetition of what is known already. `confirms`: more is known of a concern that
    was found before, and nothing is opened if it is over; `at_once`: it is so sure that what waits is raised.
    `impact` and `score` are what a fall was concluded from: they are kept. `visit`: what became of a care visit.
    """

    kind: str
    at: datetime
    because: str
    turn: Turn = "concern"
    device: DeviceId | None = None
    room: RoomId | None = None
    resident: ResidentId | None = None
    cause: str = ""
    rooms: tuple[RoomId, ...] = ()
    evidence: tuple[str, ...] = ()
    said_at: datetime | None = None
    late: bool = False
    life_saving: bool = False
    again: bool = True
    confirms: bool = False
    at_once: bool = False
    impact: Impact | None = None
    score: float = 0.0
    visit: VisitNews | None = None
