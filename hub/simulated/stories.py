"""What happens to somebody in a simulated home: they go away, are taken ill, or lie where nobody sees them move."""

import math
from bisect import bisect_right
from typing import Literal, NamedTuple

from hub.simulated.diary import Act, Diary, Stay
from hub.simulated.people import Illness
from hub.simulated.places import OUT

DOOR = 10.0
"""Seconds that a door stands open for somebody."""
GOES = 60.0
"""Seconds from a bed to the street."""
LETS_GO = 120.0
"""What was switched or opened just before goes off or shut by itself within so many seconds."""
BY_ITSELF = frozenset({"kettle", "water"})
"""What ends by itself, whoever lies on the floor."""
Lies = Literal["lying", "crawling", "out"]


class Away(NamedTuple):
    """Nobody is at home: a holiday, or a stay in hospital."""

    begin: float
    end: float


class Accident(NamedTuple):
    """From `at` on the resident does nothing but lie in `place` (or crawls about there, or is out and not back)."""

    at: float
    place: str
    doing: Lies = "lying"
    end: float = math.inf


class Gap(NamedTuple):
    """A time without something: `what` is a sensor that is dead, `hub` (off), `link` (down), or `every sensor`."""

    what: str
    begin: float
    end: float = math.inf


class Story(NamedTuple):
    """All that happens besides ordinary days."""

    away: tuple[Away, ...] = ()
    accident: Accident | None = None
    illness: Illness | None = None
    gaps: tuple[Gap, ...] = ()
    no_heating: float = math.inf


def told(diary: Diary, story: Story) -> Diary:
    """The resident's day as the story changes it."""
    for away in story.away:
        diary = _away(diary, away)
    return diary if story.accident is None else _falls(diary, story.accident)


def _away(diary: Diary, away: Away) -> Diary:
    if not diary.stays or diary.stays[-1].end <= away.begin or diary.stays[0].begin >= away.end:
        return diary
    since, until = diary.stays[0].begin, diary.stays[-1].end
    begin, end = max(away.begin, since), min(away.end, until)
    stays = [*_before(diary.stays, begin), Stay(begin, end, OUT, "out"), *_after(diary.stays, end)]
    acts = [act for act in diary.acts if not begin <= act.at < end]
    for at in (away.begin, away.end):
        if since <= at < until:
            acts += [Act(at, "exit door", True, "hall"), Act(at + DOOR, "exit door", False, "hall")]
            stays.append(Stay(at, at + 3 * DOOR, "hall", "busy"))
    if since <= away.begin:
        acts += [Act(away.begin, "bed", False), Act(away.begin, "chair", False)]
    return Diary(sorted(stays), sorted(acts, key=lambda act: act.at))


def _falls(diary: Diary, accident: Accident) -> Diary:
    if not diary.stays or diary.stays[-1].end <= accident.at:
        return diary
    begin, until = max(accident.at, diary.stays[0].begin), diary.stays[-1].end
    stays, acts = _before(diary.stays, begin), [act for act in diary.acts if act.at < begin or _ends(act, accident.at)]
    if accident.place == OUT and begin == accident.at and stays and stays[-1].place != OUT:
        stays, acts, begin = [*stays, Stay(begin, begin + GOES, "hall", "busy")], [*acts, *_out(begin)], begin + GOES
    return Diary([*stays, Stay(begin, until, accident.place, accident.doing)], acts)


def _out(at: float) -> list[Act]:
    """Out of bed, and out of the door."""
    door = at + GOES - DOOR
    return [Act(at, "bed", False), Act(door, "exit door", True, "hall"), Act(door + DOOR, "exit door", False, "hall")]


def _ends(act: Act, at: float) -> bool:
    """Whether something ends although nobody ends it. Who lies in bed still lies in it."""
    return not act.value and act.use not in ("bed", "chair") and (act.use in BY_ITSELF or act.at < at + LETS_GO)


def _before(stays: list[Stay], at: float) -> list[Stay]:
    return [stay if stay.end <= at else stay._replace(end=at) for stay in stays if stay.begin < at]


def _after(stays: list[Stay], at: float) -> list[Stay]:
    return [stay if stay.begin >= at else stay._replace(begin=at) for stay in stays if stay.end > at]


def where(stays: list[Stay], at: float) -> Stay | None:
    """Where somebody was at a time; `stays` in order."""
    place = bisect_right(stays, at, key=lambda stay: stay.begin) - 1
    return stays[place] if place >= 0 and stays[place].end > at else None
