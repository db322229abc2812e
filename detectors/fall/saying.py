"""What people read of a fall that a worn device felt. Each sentence has its template in `hub.core.sentences`."""

from datetime import datetime, timedelta

from detectors.fall.memory import Radar
from detectors.telling import clock, span


def alarms(count: int) -> str:
    """How many."""
    return "no alarm" if count == 0 else "1 alarm" if count == 1 else f"{count} alarms"


class Saying:
    """Says it of one device, on the clocks of the home, at one moment."""

    def __init__(self, device: str, timezone: str, now: datetime) -> None:
        self.device, self.timezone, self.now = device, timezone, now

    def clock(self, at: datetime) -> str:
        """A time of day."""
        return clock(at, self.now, self.timezone)

    def fell(self) -> str:
        """The first word."""
        return f"{self.device} felt a fall"

    def still(self, struck: datetime) -> str:
        """Lies, and does not move."""
        return f"{self.device} felt a fall at {self.clock(struck)}, and has not moved since"

    def both(self, radar: Radar) -> str:
        """A radar agrees."""
        return f"{self.device} felt a fall, and {radar.name} {'saw one' if radar.sure else 'may have seen one'}"

    def up(self) -> str:
        """The wearer is up."""
        return f"whoever wears {self.device} is upright and walks again"

    def about(self, one: str, other: str) -> str:
        """The home shows it."""
        return f"movement in {one} and in {other} since {self.device} felt a fall"

    def still_for(self, length: timedelta, struck: datetime, *, home: bool) -> str:
        """Nobody is up. `home`: the home would have shown it; else only of the device is it known."""
        if home:
            return f"nothing has moved for {span(length)} since {self.device} felt a fall at {self.clock(struck)}"
        return f"{self.device} has not moved for {span(length)}; it felt a fall at {self.clock(struck)}"

    def left(self, length: timedelta, struck: datetime, *, home: bool) -> str:
        """Nobody has picked it up. `home` as above."""
        if home:
            return f"nothing has moved for {span(length)} since {self.device} was dropped at {self.clock(struck)}"
        return f"{self.device} has not moved for {span(length)}; it was dropped at {self.clock(struck)}"

    def counted(self, struck: datetime) -> str:
        """The first week."""
        return f"{self.device} felt a fall at {self.clock(struck)}: in its first week it calls nobody by itself"

    def week_over(self, count: int, raised: int, days: int) -> str:
        """It calls by itself from now on. `count` would have been raised beside those that were."""
        now = "It now calls for help by itself"
        if raised:
            return f"{self.device} worn {days} days. Alarms: {raised}; would have been: {count}. {now}"
        return f"{self.device} has been worn {days} days: {alarms(count)} would have been raised. {now}"

    def unworn(self, since: datetime) -> str:
        """It lies somewhere."""
        return f"{self.device} has not been worn since {self.clock(since)}: it feels no fall"

    def worn_again(self) -> str:
        """It is on somebody again."""
        return f"{self.device} is worn again"
