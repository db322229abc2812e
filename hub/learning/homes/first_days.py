"""The first seven days from nothing: a hub that knows nobody's habits yet must call nobody for nothing."""

from datetime import datetime, timedelta

from hub.learning.homes import silences
from hub.learning.homes.figures import HOUR
from hub.learning.homes.following import shipped
from hub.learning.homes.judging import INACTIVITY, KINDS, Case
from hub.learning.homes.variants import FirstDays

WEEK = timedelta(days=7)
APART = timedelta(days=3)
"""Weeks are begun so far apart: so that one bad day of a recording is met early and late in a first week."""


def judge(of: Case) -> FirstDays:
    """A hub that is set up again and again in this home."""
    alarms, starts, days = [], 0, 0.0
    at = of.home.begins
    while at == of.home.begins or at + WEEK <= of.home.ends:
        starts, days = starts + 1, days + min(WEEK, of.home.ends - at) / timedelta(days=1)
        alarms += _week(of, at)
        at += APART
    return FirstDays(starts=starts, days=round(days, 2), alerts=len(alarms), alarms=tuple(alarms))


def _week(of: Case, begins: datetime) -> list[str]:
    """Each alert of one first week."""
    readings = [r for r in of.home.readings if begins <= r.heard < begins + WEEK]
    found: dict[datetime | None, str] = {}
    for alert in shipped(of.home.settings, KINDS).follow(readings).alerts if readings else ():
        if alert.kind == INACTIVITY:
            silence = silences.around(of.silences, alert.at)
            hours = f", silent for {silence.length / HOUR:.1f} h" if silence else ""
            begun = f"{(alert.at - begins) / timedelta(days=1):.1f} days after {begins:%Y-%m-%d %H:%M}"
            found.setdefault(silence.begins if silence else None, f"{of.home.name}, {begun}{hours}: {alert.because}")
    return list(found.values())


def merged(homes: tuple[FirstDays, ...]) -> FirstDays:
    """All homes together."""
    return FirstDays(
        starts=sum(each.starts for each in homes), days=round(sum(each.days for each in homes), 2),
        alerts=sum(each.alerts for each in homes), alarms=tuple(alarm for each in homes for alarm in each.alarms),
    )  # fmt: skip
