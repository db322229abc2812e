"""Where the resident is, as far as the home can tell, and when that will be a concern if nothing changes."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

Where = Literal["at home", "asleep", "maybe leaving", "out", "came in", "not known"]
"""`came in`: the door was used from outside and nobody was seen since. `not known`: nothing can be seen, or nothing was
seen yet; that is never the same as quiet.
"""


class Whereabouts(Struct, frozen=True, kw_only=True):
    """`because` in a plain sentence. `concern_at`: when a concern begins if nothing moves; None while none can."""

    where: Where
    since: datetime
    because: str
    concern_at: datetime | None = None
    concern_because: str = ""
