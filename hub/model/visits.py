"""Care visits: when somebody is to come each week, and what was seen of it. Plain data."""

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from hub.model.access import Part as _Part
from hub.model.ids import DeviceId


class Visit(_Part, frozen=True, kw_only=True):
    """A visit that is expected each week.

    `hours`: when it may begin. `agency`: the name of the ladder whose people hear that it is late. `depends`: the
    resident depends on it (medication, insulin, food). `tag`: what its carer carries. It may begin `early` before its
    hours; it is late, and missed, so long after them. It lasts `least` or longer; by door and movement alone it is
    taken to be under way for `most`.
    """

    id: str
    name: str
    hours: str
    agency: str
    early: timedelta = timedelta(minutes=30)
    late_after: timedelta = timedelta(minutes=30)
    missed_after: timedelta = timedelta(hours=2)
    least: timedelta = timedelta(minutes=10)
    most: timedelta = timedelta(minutes=90)
    depends: bool = False
    tag: DeviceId | None = None


VisitStep = Literal["here", "gone", "late", "unseen", "missed", "not known", "seen", "ended", "over"]
"""`here` and `gone`: somebody may be there for a visit, and no longer. `unseen`: it is late, and the hub could not have
seen it; `not known` is the same when it would be missed. `over`: the next one begins, so nobody waits for this one.
"""


class VisitNews(Struct, frozen=True, kw_only=True):
    """What a finding says of a visit: `id` is the visit's, `step` what became of it.

    `came`, `left`: as far as it was seen. `sure`: by its tag, so that it can have been nobody else.
    """

    id: str
    step: VisitStep
    came: datetime | None = None
    left: datetime | None = None
    sure: bool = False
