"""Until when may a silence last, by what is learned of this person? And what does a silence that ended teach?"""

from datetime import date, datetime, timedelta

from msgspec import Struct, structs

from detectors.allowed_silence import Silence
from detectors.usual_silence import (
    CELLS,
    DAY_BEGINS,
    NOTHING,
    Learned,
    Past,
    before,
    day_of,
    is_weekend,
    limit,
    of_today,
    usual,
    with_past,
)
from hub.core.localtime import at_local, local
from hub.model.ids import RoomId

PAUSE = timedelta(minutes=10)
"""A shorter silence teaches nothing (`usual_silence.SHORTEST`)."""

TEACHES = 1.25
"""Times its limit: what a silence counts for at the most that people were told of."""

HALF_HOUR = timedelta(hours=24) / CELLS

UNPROVEN = 2
"""Times `returned_limit` in the first days: nothing is known yet of how well her door and her rooms are seen."""


class Wait(Struct, frozen=True):
    """What is learned, and until when the silence of now may last by it: None if nothing is known, or nobody is in.

    `learns`: when a new day begins. `limits` holds the limits of this half hour, which is over at `ends`, room by room.
    """

    learned: Learned
    learns: datetime
    until: datetime | None = None
    ends: datetime | None = None
    limits: dict[str, timedelta] = {}


class Learning(Struct, frozen=True, kw_only=True):
    """The settings: the clocks of the home, how many days nothing is concluded from, and the price that is accepted.

    `false_alarms` in a month. `returned_limit`: the longest wait for whoever came in and was not seen since.
    """

    timezone: str
    first_days: int
    false_alarms: float
    returned_limit: timedelta

    def start(self, at: datetime) -> Wait:
        """Nothing is known."""
        return Wait(NOTHING, self._next_day(at))

    def moved(self, wait: Wait, at: datetime, room: RoomId | None) -> Wait:
        """Somebody moved: the silence that begins may last as long as is usual here and now.

        Never shorter than it might have lasted without this movement: more life in a home is no reason for an alarm.
        """
        if not wait.learned.worth:
            return wait if wait.until is None else structs.replace(wait, until=None)
        if wait.ends is None or not wait.ends - HALF_HOUR <= at < wait.ends:
            wait = structs.replace(wait, ends=_half_hour_ends(at), limits={})
        place = room or ""
        longest = wait.limits.get(place)
        if longest is None:
            longest = self._limit(wait.learned, at, place)
            wait = structs.replace(wait, limits={**wait.limits, place: longest})
        until = at + longest
        return wait if wait.until is not None and until <= wait.until else structs.replace(wait, until=until)

    def returned(self, wait: Wait, at: datetime) -> Wait:
        """Somebody came in by the door, and may have collapsed behind it: that does not wait as for one who is out.

        What is learned of silences at home says nothing of it: mostly she went out again, and was not seen to.
        """
        longest = self.returned_limit if wait.learned.worth else self.returned_limit * UNPROVEN
        return structs.replace(wait, until=at + longest)

    def ended(self, wait: Wait, silence: Silence, at: datetime, told: datetime | None) -> Wait:
        """A silence that was seen whole has ended: it is remembered.

        One that was `told` teaches no more than that the limit may have been too short: it may have been an accident,
        or an absence that no door told of, and must not hide the next.
        """
        began = silence.moved
        if began is None or silence.by_night != began or at - began < PAUSE:
            return wait
        lasted = at - began
        if told is not None and told > began:
            lasted = min(lasted, (told - began) * TEACHES)
        day, hour = day_of(began, self.timezone)
        past = Past(day, hour, lasted / timedelta(hours=1), silence.room or "")
        return structs.replace(wait, learned=with_past(wait.learned, past))

    def unlearned(self, wait: Wait, since: datetime) -> Wait:
        """The silences since then were nobody's."""
        day, hour = day_of(since, self.timezone)
        return structs.replace(wait, learned=before(wait.learned, day, hour))

    def new_day(self, wait: Wait, at: datetime) -> Wait:
        """What was learned is weighed anew, once a night."""
        learned = of_today(wait.learned, day_of(at, self.timezone)[0], self.first_days, self.false_alarms)
        return structs.replace(wait, learned=learned, learns=self._next_day(at), ends=None, limits={})

    def usually(self, wait: Wait, at: datetime, room: RoomId | None) -> timedelta:
        """Within what time the person usually moves again here from this time on, in steps of five minutes."""
        day, hour = day_of(at, self.timezone)
        long = usual(wait.learned, hour, room or "", is_weekend(day)).long
        return max(timedelta(minutes=round(long * 12) * 5), PAUSE)

    def _limit(self, learned: Learned, at: datetime, place: str) -> timedelta:
        day, hour = day_of(at, self.timezone)
        return timedelta(hours=round(limit(learned, int(hour * CELLS / 24), place, is_weekend(day)), 2))

    def _next_day(self, at: datetime) -> datetime:
        there = local(at, self.timezone)
        day = there.toordinal() + (1 if there.hour >= DAY_BEGINS else 0)
        found = at_local(date.fromordinal(day), DAY_BEGINS * 60, self.timezone)
        return found if found > at else at_local(date.fromordinal(day + 1), DAY_BEGINS * 60, self.timezone)


def nobody_in(wait: Wait) -> Wait:
    """Whatever was waited for is over: nobody is in, or people know."""
    return wait if wait.until is None else structs.replace(wait, until=None)


def unseen(wait: Wait, since: datetime, until: datetime, moved: datetime) -> Wait:
    """The wait goes on when sight returns: time in which nothing could be seen is not silence."""
    if wait.until is None or until <= max(since, moved):
        return wait
    return structs.replace(wait, until=wait.until + (until - max(since, moved)))


def other_clock(wait: Wait) -> Wait:
    """The clock was corrected: the half hour is worked out anew."""
    return structs.replace(wait, ends=None, limits={})


def _half_hour_ends(at: datetime) -> datetime:
    """Zones differ from UTC by whole half hours, or by quarters: a limit is then that of a neighbouring quarter."""
    begun = at.replace(minute=at.minute // 30 * 30, second=0, microsecond=0)
    return begun + HALF_HOUR
