"""How long may a home be silent, by day and by night? Pure arithmetic on the clocks of the home."""

from datetime import datetime, timedelta

from msgspec import Struct

from hub.core.hours import Hours
from hub.model.ids import RoomId

LOOK_BACK = timedelta(days=2)
"""Enough to hold the end of the last night, whatever the clocks did."""


class Silence(Struct, frozen=True):
    """A silence: the last movement (None: not since the watch began) and from when it counts.

    `by_day` and `by_night` are the last movement, later by the time in which nothing could be seen: the two differ
    because by day only the time after the night counts.
    """

    moved: datetime | None
    room: RoomId | None
    by_day: datetime
    by_night: datetime


class Allowed(Struct, frozen=True):
    """How long a silence may last.

    By night it may last `by_night` from the last movement. By day it may last `by_day` from the last movement or from
    the end of the night, whichever is later: a sleeper has all of the day's limit to get up. Where the day's limit is
    as long as the night's, there is but one limit, from the last movement.
    """

    by_day: timedelta
    by_night: timedelta
    night: Hours
    timezone: str

    def runs_out(self, silence: Silence) -> datetime:
        """When this silence has lasted too long."""
        if self.by_day >= self.by_night:
            return silence.by_night + self.by_night
        counts, at = silence.by_day, silence.by_night
        while True:
            dawn = self.night.next_closing(at, self.timezone)
            if dawn == at:
                dusk = self.night.next_opening(at, self.timezone)
                if counts + self.by_day < dusk:
                    return max(counts + self.by_day, at)
                at = dusk
            elif dawn is None or silence.by_night + self.by_night < dawn:
                return max(silence.by_night + self.by_night, at)
            else:
                at, counts = dawn, max(counts, dawn)

    def unseen(self, silence: Silence, since: datetime, until: datetime) -> Silence:
        """The silence without the time in which nothing could be seen."""
        if until <= since or until <= silence.by_night:
            return silence
        counts = max(silence.by_day, self._last_dawn(silence.by_day, until))
        by_day = counts + max(until - max(counts, since), timedelta(0))
        by_night = silence.by_night + (until - max(silence.by_night, since))
        return Silence(silence.moved, silence.room, by_day, by_night)

    def limit(self, silence: Silence, at: datetime) -> tuple[timedelta, str]:
        """Which limit holds at `at`, and the words that say so."""
        if self.by_day >= self.by_night:
            return self.by_night, ""
        if self.night.includes(at, self.timezone):
            return self.by_night, " at night"
        began = silence.moved or silence.by_night
        return self.by_day, " after the night" if self._last_dawn(began, at) > began else ""

    def _last_dawn(self, after: datetime, until: datetime) -> datetime:
        """When the last night ended that ended between the two; `after` if none did."""
        last, at = after, max(after, until - LOOK_BACK)
        while at <= until:
            dawn = self.night.next_closing(at, self.timezone)
            if dawn is None or dawn > until:
                return last
            last, at = (last, self.night.next_opening(at, self.timezone)) if dawn == at else (dawn, dawn)
        return last
