"""How far zigbee2mqtt's clock is from the hub's. It may run on another machine, or on one without a battery clock.

By a clock that is wrong, all movement would be hours old and all presses late. What is known of a right one: a message
is never from the future, and most are only moments old.
"""

from datetime import datetime, timedelta

from msgspec import Struct

RIGHT = timedelta(minutes=2)
"""Clocks this near to each other are the same: the core calls nothing late that is younger (design section 2)."""
STEADY = timedelta(seconds=5)
"""A wrong clock makes the youngest messages all of one age; those of old messages differ by more than this."""
SPREAD = timedelta(seconds=30)
"""So long messages must be of the same age: what zigbee2mqtt repeats when it starts comes within seconds."""
WHILE = timedelta(minutes=30)
"""In this time they must come: a home with few sensors says little, and a clock may go wrong a second time."""
MESSAGES = 4
"""So many messages of the same age, each newer than the last."""
NONE = timedelta()


class _Lag(Struct, frozen=True):
    by: timedelta
    since: datetime
    last: datetime
    messages: int = 1


class Clock:
    """Zigbee2mqtt's clock, as its messages show it. `wrong`: whether it is; None as long as nobody can know."""

    def __init__(self) -> None:
        self.behind = NONE
        self.wrong: bool | None = None
        self._lag: _Lag | None = None
        self._odd = 0

    def corrected(self, at: datetime, seen: datetime) -> datetime:
        """`seen` by the hub's clock, the same again for the same message. `at`: when that came, by the same clock."""
        age = at - seen
        if abs(age) <= RIGHT:
            self.behind, self.wrong, self._lag, self._odd = NONE, False, None, 0
        elif age < NONE:
            self.behind, self._lag = age if seen + self.behind > at else self.behind, None
        elif self._is_steady(at, seen, age):
            self.behind = age
        if self.behind:
            self._odd += 1  # one odd message tells nothing
            self.wrong = True if self._odd >= MESSAGES else self.wrong
        return seen + self.behind

    def _is_steady(self, at: datetime, seen: datetime, age: timedelta) -> bool:
        """Whether the youngest messages of a while are all of this age. One that is older proves nothing."""
        lag = self._lag
        if lag is None or age < lag.by - STEADY or at - lag.since > WHILE:
            self._lag = _Lag(age, at, seen)
            return False
        if age > lag.by + STEADY or seen <= lag.last:
            return False
        self._lag = _Lag(lag.by, lag.since, seen, lag.messages + 1)
        return self._lag.messages >= MESSAGES and at - lag.since >= SPREAD


def differs(behind: timedelta) -> str:
    """What is told of a clock that is wrong."""
    way = "behind" if behind > NONE else "ahead of"
    minutes = round(abs(behind) / timedelta(minutes=1))
    return f"zigbee2mqtt's clock is {minutes} minutes {way} the hub's; its times are taken for as much later or earlier"
