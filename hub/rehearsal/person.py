"""One simulated person's weeks in this home: the alarms for nothing, and the accidents that branch off from them."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from msgspec import structs

from hub.core.coverage import SEES
from hub.core.engine import Engine
from hub.core.state import State
from hub.model.events import Event
from hub.model.household import Settings
from hub.rehearsal.cast import LEARNING, Plan, calls_for_help, in_service, lives
from hub.rehearsal.course import Course, Raised, goes_on
from hub.rehearsal.outcomes import Alarm, Help, Outcome
from hub.simulated.accidents import KINDS, accident
from hub.simulated.places import OUT
from hub.simulated.stories import Accident, Gap, Story
from hub.simulated.world import World, live

HORIZON = timedelta(hours=48)
"""How long an accident waits for help; later is never (the protocol's)."""
DEAD_SENSOR = "dead sensor"
DEAD_HORIZON = timedelta(days=4)
"""A sensor on a battery may be silent for 25 hours, and people hear of it in decent hours."""
HAPPENS = tuple(KINDS)
OLD_ENOUGH = LEARNING + 1
"""The first day of accidents."""


class Moment(NamedTuple):
    """When something happens, what, and the story that it makes."""

    at: float
    kind: str
    story: Story
    hour: int
    device: str = ""


def weeks(settings: Settings, engine: Engine, plan: Plan, number: int) -> Outcome:
    """All that one person's weeks tell."""
    settings = in_service(settings)
    home = lives(settings, plan, number)
    moments = sorted(_moments(home, plan), key=lambda moment: moment.at)
    course = Course(engine, settings, _stamp(home.begins(0)))
    helps: list[Help] = []
    lived = course.live(_watched(home, plan, course, moments, helps))
    alarms = [_alarm(home, raised) for raised in lived if calls_for_help(raised.incident)]
    return Outcome(
        name=f"person {number + 1}", days=float(plan.days - LEARNING), learning=float(LEARNING),
        alarms=tuple(each for each in alarms if each.day >= LEARNING),
        new=tuple(each for each in alarms if each.day < LEARNING),
        helps=tuple(_of_itself(each, alarms) for each in helps), unseen=_unseen(home, plan), readings=course.read,
    )  # fmt: skip


def _watched(home: World, plan: Plan, course: Course, moments: list[Moment], helps: list[Help]) -> Iterator[Event]:
    """The ordinary days; at each moment the state is held, and what would happen from there is tried."""
    waiting = list(moments)
    for event in live(home, 0, plan.days):
        at = event.at.timestamp()
        while waiting and waiting[0].at < at:
            helps.append(_tried(home, course.engine, course.state, waiting.pop(0)))
        yield event


def _tried(home: World, engine: Engine, state: State, moment: Moment) -> Help:
    at, other = _stamp(moment.at), home._replace(story=moment.story)
    day = next(each for each in range(_day(home, moment.at) - 1, 10_000) if home.begins(each + 1) > moment.at)
    dead = moment.kind == DEAD_SENSOR
    horizon = DEAD_HORIZON if dead else HORIZON
    days = live(other, day - 1, horizon.days + 3)
    raised = goes_on(engine, state, (event for event in days if event.at > at), at + horizon)
    if dead:
        return _dead(moment, at, raised)
    found = next((each for each in raised if calls_for_help(each.incident)), None)
    if found is None:
        return Help(accident=moment.kind, hour=moment.hour, after=None)
    return Help(
        accident=moment.kind, hour=moment.hour, after=found.at - at, kind=found.incident.kind, told=found.told
    )  # fmt: skip


def _dead(moment: Moment, at: datetime, raised: Iterator[Raised]) -> Help:
    """Until the sensor is known to be dead; and when people were called to somebody who is well, up to then."""
    called = None
    for each in raised:
        if each.incident.device == moment.device or moment.device in each.incident.cause:
            return Help(accident=moment.kind, hour=moment.hour, after=each.at - at, kind=each.incident.kind,
                        told=each.incident.because, called=called, device=moment.device)  # fmt: skip
        called = called or (each.at if calls_for_help(each.incident) else None)
    return Help(accident=moment.kind, hour=moment.hour, after=None, called=called, device=moment.device)


SAME = timedelta(hours=2)
"""An alarm that would have come without the dead sensor too is no more than so much earlier or later."""


def _of_itself(tried: Help, alarms: list[Alarm]) -> Help:
    """The dead sensor without a call that would have been made anyway."""
    called = tried.called
    if called is not None and any(abs(alarm.at - called) < SAME for alarm in alarms):
        return structs.replace(tried, called=None)
    return tried


def _moments(home: World, plan: Plan) -> Iterator[Moment]:
    chance = random.Random(f"{home.seed} moments")
    days = range(OLD_ENOUGH, plan.days - 1)
    for kind in HAPPENS:
        found = (accident(home, kind, day) for day in chance.sample(days, len(days)))
        some = (each for each in found if each is not None)
        for each in (next(some, None) for _ in range(plan.accidents)):
            if each is not None:
                yield _moment(home, kind, each)
    eyes = [sensor.id for sensor in home.house.sensors if sensor.use in SEES or sensor.use == "exit door"]
    for device in eyes[: plan.accidents]:
        at = home.begins(chance.choice(days)) + chance.random() * 86_400
        yield Moment(at, DEAD_SENSOR, Story(gaps=(Gap(device, at),)), _hour(home, at), device)


def _moment(home: World, kind: str, found: Accident) -> Moment:
    return Moment(found.at, kind, Story(accident=found), _hour(home, found.at))


def _alarm(home: World, raised: Raised) -> Alarm:
    at, incident = raised.at.timestamp(), raised.incident
    return Alarm(raised.at, incident.kind, incident.grave, _day(home, at), _hour(home, at), incident.because)


def _unseen(home: World, plan: Plan) -> float:
    """The share of the time at home, awake or asleep, in places that no sensor of movement sees."""
    seen = {sensor.place for sensor in home.house.sensors if sensor.use in SEES}
    stays = [stay for day in range(plan.days) for stay in home.truth(day).stays if stay.place != OUT]
    whole = sum(stay.end - stay.begin for stay in stays)
    return sum(stay.end - stay.begin for stay in stays if stay.place not in seen) / whole


def _day(home: World, at: float) -> int:
    return (datetime.fromtimestamp(at, home.calendar.zone).date() - home.calendar.first).days


def _hour(home: World, at: float) -> int:
    return datetime.fromtimestamp(at, home.calendar.zone).hour


def _stamp(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC)
