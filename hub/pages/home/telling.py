"""How lines, times and the hub's own sentences are said to one reader."""

from datetime import datetime, timedelta

from hub.core.home import Home
from hub.core.localtime import local
from hub.core.speech import MONTHS
from hub.model.household import Settings
from hub.pages.home.line import Line, Link
from hub.pages.hub_says.reader import Reader, reader
from hub.pages.words import saying

LONG_AGO = timedelta(hours=12)
"""A time of day without its date would be taken for today's."""


class Telling:
    """Speaks in the language of `tag`, on the clocks of the home. `now` is hub time."""

    def __init__(self, settings: Settings, tag: str, now: datetime) -> None:
        self.timezone, self.now = settings.hub.timezone, now
        self._say = saying(tag)
        self._speaker: Reader = reader(Home(settings), tag)

    def line(self, line: Line) -> str:
        """A line, filled."""
        values = {name: self._value(value) for name, value in line.values.items()}
        if values:
            return self._say(line.text, **values)
        said = self._say(line.text)
        return said if said != line.text else self.core(said)

    def _value(self, value: object) -> object:
        match value:
            case Line():
                return self.line(value)
            case Link(name):
                return self._speaker.link(name)
            case tuple():
                return ", ".join(str(self._value(each)) for each in value)
            case datetime():
                return self.moment(value)
        return value

    def clock(self, at: datetime) -> str:
        """A time of the day: 03:12."""
        return f"{local(at, self.timezone):%H:%M}"

    def moment(self, at: datetime) -> str:
        """A time, with its day unless it is near: "03:12", "28 Nov 03:12"."""
        if abs(self.now - at) < LONG_AGO:
            return self.clock(at)
        there = local(at, self.timezone)
        return f"{there.day} {self.month(there.month)} {there:%H:%M}"

    def month(self, number: int) -> str:
        """A month in three letters."""
        return self._speaker.word(MONTHS[number - 1])

    def core(self, sentence: str) -> str:
        """A sentence, or a name out of a table, that the hub made in English."""
        said = self._speaker.word(sentence)
        return said if said != sentence else self._speaker.tell(sentence)

    def costs(self, whole: str) -> str:
        """What the loss of a device costs."""
        return self._speaker.costs(whole)

    def visit(self, line: str) -> str:
        """What is known of a care visit."""
        return self._speaker.visit(line)

    def span(self, much: timedelta) -> str:
        """A length of time: "2 h 10 min"."""
        minutes = max(0, round(much.total_seconds() / 60))
        hours, rest = divmod(minutes, 60)
        in_hours, in_minutes = f"{hours} {self._speaker.word('h')}", f"{rest} {self._speaker.word('min')}"
        return f"{in_hours} {in_minutes}" if hours and rest else in_hours if hours else in_minutes
