"""How long the auditor waits before it speaks. Every number in seconds of its own boot clock, unless it says otherwise.

Behaviour 8 is the frame: an escalation that did not run, or an outbox that does not drain, is told within 60 s.
"""

from msgspec import Struct


class Bounds(Struct, frozen=True, kw_only=True):
    """What is usual, and from when on it is trouble. Tests shorten them all by one factor."""

    look: float = 5.0
    """Between two looks: the pulse beats as often (design section 3)."""

    look_quiet: float = 60.0
    """Between two looks into the store of a home in which nothing is open and nothing waits."""

    blind: float = 20.0
    """Between two looks of ours: more, and it was we who were stopped or suspended. Then nobody is blamed for it."""

    fresh: float = 15.0
    """Age of a pulse that counts as a healthy hub's: three beats. No ping of health is sent for an older one."""

    silent: float = 30.0
    """Age of the last pulse: six beats. A card holds a hub for ten seconds or so, a restart takes three."""

    starting: float = 90.0
    """For a hub of which nothing was seen since we began: what the unit allows it to start (TimeoutStartSec)."""

    planned: float = 300.0
    """For a hub that was stopped on purpose with nothing open: an update on a slow card takes a few minutes, and
    whoever watches from outside is told after 8."""

    tick: float = 20.0
    """How late the hub's own next deadline may be. A hub that was held by its card catches up in its first second."""

    step: float = 20.0
    """How late the next step of an open incident may be, for the same reason."""

    leaving: float = 40.0
    """Age of an alarm text that nobody has taken: eight time-outs, or five tries of the hub's own back-off."""

    leaving_other: float = 600.0
    """The same for a text that asks nobody to come: the next alarm would not leave either."""

    arriving: float = 45.0
    """How long the texts to several phones may be without a delivery report: it comes in 20 s, asked for every 10."""

    arriving_slowly: float = 180.0
    """The same for a single phone, which may just be off; and the most, where reports are known to be slow."""

    slower: float = 3.0
    """How many times the usual delivery report a late one takes."""

    clock: float = 60.0
    """How far the hub's time and the machine's may differ: people read the minute in a text."""

    clock_for: float = 20.0
    """How long they may: the hub follows a correction within a second, and says so within five."""

    clock_unsure_for: float = 900.0
    """How long they may while nobody vouches for the machine's: after a power cut it has no clock to follow."""

    clock_told_for: float = 600.0
    """How long a leap of a clock that was right is trouble."""

    store: float = 40.0
    """How long the store may be unreadable. It is, for a moment, while the hub makes it anew; and a card that dies
    stops the hub first, which says more."""

    disk: int = 50 * 2**20
    """Bytes that must be free: the store may stop within a day below that (design section 11: 20 MB a day)."""

    starts: int = 5
    """Starts that were no one's wish, within `starts_within`: it does not mend itself."""

    starts_within: float = 600.0

    again: float = 3600.0
    """Until lasting trouble is told again."""

    again_unanswered: float = 600.0
    """The same while somebody waits for help whom nobody has answered (design section 8: a text in 10 min)."""

    same: float = 600.0
    """Between two texts about the same sort of trouble with different incidents."""

    well: float = 120.0
    """How long trouble must be gone before it is called over: half a beat is no recovery."""

    well_most: float = 3600.0
    """`well` doubles each time that it comes back, up to this: what flaps must not fill a phone."""


BOUNDS = Bounds()
