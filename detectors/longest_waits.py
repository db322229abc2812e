"""How long may a silence last at the longest, whatever is learned? By how much is known of what was seen."""

from datetime import datetime, timedelta

from msgspec import Struct, structs

from detectors.allowed_silence import Allowed, Silence
from hub.core.hours import daily
from hub.model.household import Inactivity as Numbers

LONG_LIMIT = timedelta(hours=12)
"""Where a plain limit of the settings is shorter, somebody wants help sooner, and it holds from the first day on."""

DOUBTED = timedelta(hours=18)
"""How long nothing may move where it is in doubt what was seen: a sensor that is dead, a time in which nothing could be
seen; and after the first movement in one room while she was out. Longer than a working day and the evening after it
(our choice)."""

UNPROVEN = timedelta(days=3)
"""The same after movement in one room in the first days, when no sensor has proved anything: a long weekend."""


class Longest(Struct, frozen=True):
    """The plain limits; the longer ones while something is in doubt; those of the first days, and with doubt then."""

    plain: Allowed
    doubtful: Allowed
    first: Allowed
    unproven: Allowed

    def of(self, *, known: bool, doubt: bool, lone: bool) -> Allowed:
        """Which holds. `known`: her days; `doubt`: whether all could be seen; `lone`: one room moved since she left."""
        if not known:
            return self.unproven if lone else self.first
        return self.doubtful if doubt else self.plain

    def doubted(self, since: datetime, silence: Silence) -> datetime:
        """Until when nothing may move at least, if it is in doubt since then whether anybody is in."""
        unseen = silence.by_night - (silence.moved or silence.by_night)
        return self.doubtful.runs_out(Silence(since, silence.room, since + unseen, since + unseen))


def longest(numbers: Numbers, timezone: str) -> Longest:
    """Those of the settings."""
    plain = Allowed(numbers.limit, numbers.night_limit, daily(numbers.night), timezone)
    return Longest(plain, _longer(plain, DOUBTED), _longer(plain, numbers.first_limit), _longer(plain, UNPROVEN))


def _longer(plain: Allowed, wait: timedelta) -> Allowed:
    """What is allowed while something is not known, unless somebody wants help sooner."""
    if min(plain.by_day, plain.by_night) < LONG_LIMIT:
        return plain
    return structs.replace(plain, by_day=max(plain.by_day, wait), by_night=max(plain.by_night, wait))
