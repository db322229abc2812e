"""How lines, times and the hub's own sentences are said to one reader."""

from datetime import datetime, timedelta

from hub.core.home import Home
from hub.core.languages import find
from hub.core.localtime import local
from hub.core.speech import MONTHS, Speaker
from hub.model.household import Settings
from hub.pages.home.line import Line
from hub.pages.words import saying

LONG_AGO = timedelta(hours=12)
"""A time of day without its date would be taken for today's."""


class Telling:
    """Speaks in the language of `tag`, on the clocks of the home. `now` is hub time."""

    def __init__(self, settings: Settings, tag: str, now: datetime) -> None:
        self.timezone, self.now = settings.hub.timezone, now
        self._say = saying(tag)
        self._speaker = Speaker(Home(settings), find(tag))

    def line(self, line: Line) -> str:
        """A line, filled."""
        values = {name: self._value(value) for name, value in line.values.items()}
        return self._say(line.text, **values) if values else self._say(line.text)

    def _value(self, value: object) -> object:
        if isinstance(value, Line):
            return self.line(value)
        return self.moment(value) if isinstance(value, datetime) else value

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

    def span(self, much: timedelta) -> str:
        """A length of time: "2 h 10 min"."""
        minutes = max(0, round(much.total_seconds() / 60))
        hours, rest = divmod(minutes, 60)
        return f"{hours} h {rest} min" if hours and rest else f"{hours} h" if hours else f"{rest} min"
