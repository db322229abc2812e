"""`carehub check`, made beside the pages: its lines are kept until it is made again."""

from datetime import datetime, timedelta

import msgspec
from msgspec import structs
from starlette.requests import Request

from hub.check_line import Line
from hub.model.household import Settings
from hub.pages.asking import site
from hub.pages.visit.ways_out import NO_SECRET
from hub.pages.visit.work import Rows, Work, works
from hub.pages.words import later
from hub.records.redaction import Redaction

LONGEST = 180.0
"""Seconds: each provider and broker may take its whole time-out, one after the other."""
COUNTS = timedelta(hours=1)
"""How long a check says how it is: what it looked at may have changed since."""
NAME = "support check"
ONLY_THE_HUB = later(
    "These pages may not read that secret: only the hub has it. On the hub, type: sudo carehub check --live"
)


def softened(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """A service manager gives some secrets to the hub alone: that these pages lack one does not show that it lacks it.

    Then the verdict, which rests on all lines, is not known here either.
    """
    lacks = {line.what for line in lines if line.says.startswith(NO_SECRET)}
    return tuple(
        structs.replace(line, ok="warn", do=ONLY_THE_HUB)
        if line.ok == "bad" and (line.what in lacks or (lacks and line.what == "ways out"))
        else line
        for line in lines
    )


def without_numbers(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """No page shows the telephone number of anybody: not of a contact, not of a SIM."""
    nobody = Redaction(())
    return tuple(structs.replace(line, says=nobody.text(line.says), do=nobody.text(line.do)) for line in lines)


class Checked:
    """The last check of this site. `lines` is empty until there was one."""

    def __init__(self) -> None:
        self.lines: tuple[Line, ...] = ()
        self.at: datetime | None = None
        self.of: Settings | None = None
        """The settings that it looked at: with others nothing is known yet."""
        self.live = False

    def wrong(self, now: datetime, settings: Settings) -> tuple[Line, ...]:
        """What it found wrong, if it still counts."""
        return tuple(line for line in self.lines if line.ok != "ok") if self.counts(now, settings) else ()

    def counts(self, now: datetime, settings: Settings) -> bool:
        """Whether there was one lately, of these settings."""
        return self.at is not None and self.of == settings and timedelta(0) <= now - self.at <= COUNTS


def work(request: Request) -> Work:
    """How it is with the check that was asked for."""
    return works(request).of(NAME)


def begin(request: Request, *, live: bool) -> None:
    """Makes it. `live`: the providers are asked too, over the internet."""
    place = site(request)
    kept, of = place.kept(Checked), place.settings

    def put(rows: Rows) -> None:
        kept.lines = softened(without_numbers(tuple(msgspec.convert(row, Line) for row in rows)))
        kept.at, kept.of, kept.live = place.now(), of, live

    command = ("hub", "check", "--json", "--config", str(place.file), *(("--live",) if live else ()))
    works(request).begin(NAME, place.now(), command, LONGEST, put)
