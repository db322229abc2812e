"""The recording moved by whole weeks, so that the clocks change within it: the resident lives by the clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import structs

from connectors.readings_time import LocalTime
from hub.core.localtime import local
from hub.learning.homes import protocol, silences
from hub.learning.homes.following import shipped
from hub.learning.homes.judging import INACTIVITY, KINDS, Case
from hub.learning.homes.recorded_home import RecordedHome, of
from hub.learning.homes.variants import Disturbed
from hub.model.events import Reported

WEEK = timedelta(days=7)
FROM = datetime(2026, 1, 1, tzinfo=UTC)
"""The year whose changes are used. London's clocks change on Sundays, as nearly everywhere."""


def changes(timezone: str) -> tuple[datetime, ...]:
    """The days of that year on which the clocks change: two, or none."""
    zone = ZoneInfo(timezone)
    days = [FROM + timedelta(days=n) for n in range(366)]
    offsets = [day.astimezone(zone).utcoffset() for day in days]
    return tuple(b for b, was, now in zip(days[1:], offsets, offsets[1:], strict=False) if was != now)


def moved(home: RecordedHome, change: datetime) -> RecordedHome:
    """The same home, in weeks in which the clocks change in the middle of the judged time."""
    timezone = home.settings.hub.timezone
    begins = protocol.judged_from(home) or home.begins
    middle = begins + (home.ends - begins) / 2
    weeks = round((change - middle) / WEEK) * WEEK
    clocks = LocalTime(ZoneInfo(timezone))
    events = []
    for event in home.events:
        at = clocks.utc((local(event.at, timezone).replace(tzinfo=None) + weeks).isoformat())
        if at is not None:
            events.append(structs.replace(event, at=at, seen=at))
    return of(home.name, home.settings, tuple(sorted(events, key=_at)), ())


def _at(event: Reported) -> datetime:
    return event.at


def judge(of_home: Case) -> tuple[Disturbed, ...]:
    """Alerts that the recording does not have in its own weeks."""
    home, timezone = of_home.home, of_home.home.settings.hub.timezone
    if of_home.judged_from is None:
        return ()
    own = _alerted(home, timezone)
    found = []
    for change in changes(timezone):
        shifted = moved(home, change)
        weeks = local(shifted.begins, timezone).date() - local(home.begins, timezone).date()
        new = {at - weeks: because for at, because in _alerted(shifted, timezone).items()}
        extra = [f"{home.name}, {at:%Y-%m-%d %H:%M}: {because}" for at, because in new.items() if at not in own]
        found.append(Disturbed(
            name=f"clocks change in {change:%B}", runs=1, alerts=len(extra), noticed=1, by="nothing has to appear",
            alarms=tuple(extra),
        ))  # fmt: skip
    return tuple(found)


def _alerted(home: RecordedHome, timezone: str) -> dict[datetime, str]:
    """Each silence that was told while the home is judged: when it began on the clocks of the home, and why."""
    every, since = silences.silences(home), protocol.judged_from(home)
    found: dict[datetime, str] = {}
    for alert in shipped(home.settings, KINDS).follow(home.readings).alerts:
        silence = silences.around(every, alert.at)
        if alert.kind == INACTIVITY and silence is not None and since is not None and alert.at >= since:
            found.setdefault(local(silence.begins, timezone).replace(tzinfo=None), alert.because)
    return found
