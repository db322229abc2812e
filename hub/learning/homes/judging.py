"""Judges one home by the protocol: false alarms on the recording as it is, and the delay after each collapse."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from msgspec import Struct

from hub.learning.homes import plain_caps, protocol, silences
from hub.learning.homes.delays import Delays, delays
from hub.learning.homes.figures import HOUR, FalseAlarm, Figures, HomeResult, Still, rate
from hub.learning.homes.following import Alert, Followed, Follower, Known, shipped
from hub.learning.homes.recorded_home import RecordedHome
from hub.learning.homes.silences import Silence

INACTIVITY, NO_RETURN, ONE_ROOM = "inactivity", "no return", "one room only"
KINDS = frozenset({INACTIVITY, NO_RETURN})
SHOWN = timedelta(hours=1)
"""Shorter silences are not drawn."""


class Case(Struct, frozen=True, kw_only=True):
    """A home, its silences, from when on it is judged, and the moments at which the resident collapses."""

    home: RecordedHome
    silences: tuple[Silence, ...]
    judged_from: datetime | None
    at_home: float
    collapses: tuple[datetime, ...]


def case(home: RecordedHome, injections: int, seed: int) -> Case:
    """What is to be judged in this home."""
    found, since = silences.silences(home), protocol.judged_from(home)
    spans = silences.at_home(home, found, since) if since is not None else ()
    return Case(
        home=home, silences=found, judged_from=since, at_home=sum((b - a) / HOUR for a, b in spans),
        collapses=protocol.moments(spans, injections, f"{seed} {home.name}"),
    )  # fmt: skip


def judge(of: Case, step: Callable[[], None] = lambda: None) -> HomeResult:
    """Everything that is to be said of this home. `step` is called after each of `STEPS` parts."""
    home, since = of.home, of.judged_from
    figures, inactive, out_too_long = worth(of, shipped(home.settings, KINDS))
    step()
    caps = {}
    for cap in plain_caps.CAPS:
        caps[f"{cap / HOUR:g} h"] = worth(of, Follower((plain_caps.PlainCap(cap=cap),), KINDS))[0]
        step()
    learned = None if since is None else round((since - home.begins) / timedelta(days=1), 2)
    return HomeResult(
        name=home.name, begins=home.begins, ends=home.ends, judged_from=since, days=round(home.days, 2),
        history=learned, sensors=len(home.settings.devices),
        movements=len(home.moves), exit_doors=tuple(d.name for d in home.settings.devices if d.use == "exit door"),
        at_home_hours=round(of.at_home, 1), figures=figures, caps=caps, false_alarms=inactive, no_returns=out_too_long,
        silences=tuple(
            Still(begins=s.begins, ends=s.ends, door=s.door) for s in of.silences if s.length >= SHOWN
        ),
    )  # fmt: skip


STEPS = 1 + len(plain_caps.CAPS)


def worth(of: Case, follower: Follower) -> tuple[Figures, tuple[FalseAlarm, ...], tuple[FalseAlarm, ...]]:
    """One way of telling in this home: its figures, and each false alarm of both kinds."""
    followed = follower.follow(of.home.readings, of.collapses)
    inactive, out_too_long = (false_alarms(of, followed.alerts, kind) for kind in (INACTIVITY, NO_RETURN))
    days = 0.0 if of.judged_from is None else (of.home.ends - of.judged_from) / timedelta(days=1)
    waits = waited(of, follower, followed)
    figures = Figures(
        days=round(days, 4), false_alarms=len(inactive), per_30_days=rate(len(inactive), days),
        outages=sum(each.outage for each in inactive), no_returns=len(out_too_long), collapse=summed(waits),
    )  # fmt: skip
    return figures, inactive, out_too_long


def false_alarms(of: Case, alerts: Sequence[Alert], kind: str) -> tuple[FalseAlarm, ...]:
    """The alerts of that kind while the home is judged: one for each silence, however often it was told."""
    found: dict[datetime, FalseAlarm] = {}
    for alert in alerts:
        silence = silences.around(of.silences, alert.at)
        if of.judged_from is None or alert.kind != kind or alert.at < of.judged_from or silence is None:
            continue
        found.setdefault(silence.begins, _false(of, alert, silence))
    return tuple(found.values())


def _false(of: Case, alert: Alert, silence: Silence) -> FalseAlarm:
    return FalseAlarm(
        at=alert.at, kind=alert.kind, because=alert.because, since=silence.begins, until=silence.ends,
        silence=round(silence.length / HOUR, 2), door=silence.door,
        labelled_out=any(begins <= alert.at <= ends for begins, ends in of.home.out),
        outage=silence.length > silences.OUTAGE and not silence.door,
    )  # fmt: skip


class Wait(Struct, frozen=True):
    """From a collapse to the first alert, in hours; `told`: there was one; `standing`: this silence was told before."""

    hours: float
    told: bool = True
    standing: bool = False


def waited(of: Case, follower: Follower, followed: Followed) -> list[Wait]:
    """How long each lies who collapses at a moment that was asked for: everything that came later is taken away."""
    waits: list[Wait] = []
    for silence, known in groupby(followed.known, key=lambda each: silences.around(of.silences, each.at)):
        waits += _in_one(follower, followed.alerts, silence, list(known))
    return waits


def _in_one(follower: Follower, before: Sequence[Alert], silence: Silence | None, known: Sequence[Known]) -> list[Wait]:
    """Those of one silence: whenever in it she collapsed, the same alert comes at the same moment."""
    told = [a.at for a in before if a.kind == INACTIVITY and silence is not None and silence.begins < a.at]
    alerts = follower.onwards(known[0], known[-1].at + protocol.HORIZON)
    standing = Wait(0.0, standing=True)
    return [standing if told and told[0] <= each.at else first_wait(alerts, each.at) for each in known]


def first_wait(alerts: Sequence[Alert], at: datetime, kind: str = INACTIVITY) -> Wait:
    """The time from `at` to the first inactivity alert after it, or the first alert of another kind."""
    until = at + protocol.HORIZON
    first = next((alert.at for alert in alerts if alert.kind == kind and at <= alert.at < until), None)
    return Wait(protocol.HORIZON / HOUR, told=False) if first is None else Wait((first - at) / HOUR)


def summed(waits: Sequence[Wait]) -> Delays:
    """The figures of these waits."""
    missed, standing = sum(not each.told for each in waits), sum(each.standing for each in waits)
    return delays([each.hours for each in waits], missed, standing, protocol.IN_TIME / HOUR)
