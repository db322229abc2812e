"""What somebody holds back for a while, always with an end: the resident is away, notices wait, a visit is under way.

None of them ever holds back an alarm of class `life` or `urgent` that exists: while the resident is away the hub does
not look for stillness (as `service = "suspended"`), but smoke, gas, leaks and help buttons count as ever.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import structs

from hub.core import reaching, wording_pauses
from hub.core.localtime import local
from hub.core.state import Pause
from hub.core.turn import Turn
from hub.model.events import Paused, What
from hub.model.household import Service, Settings
from hub.model.ids import CENTRE

LONGEST: dict[What, timedelta] = {"away": timedelta(days=90), "snooze": timedelta(days=7), "visit": timedelta(hours=8)}
"""Nothing is held back for ever because somebody forgot (our choice: a hospital stay, a holiday, a working day)."""


NOTICES = ("advice", "technical")

EXPLAINED = ("inactivity", "one room only", "no return", "missed visit")
"""Alarms that a resident's being away may explain. They are open until somebody says that they are over."""


def effective(settings: Settings, pauses: dict[str, Pause]) -> Settings:
    """The settings that are in force: while the resident is away, the service is suspended."""
    if "away" not in pauses or settings.home.service != "in service":
        return settings
    return structs.replace(settings, home=structs.replace(settings.home, service="suspended"))


def service(settings: Settings, before: dict[str, Pause], now: dict[str, Pause]) -> Service:
    """The state of the service after what is held back has changed: suspended while the resident is away."""
    present = settings.home.service
    if "away" in now:
        return "suspended" if present == "in service" else present
    was = before.get("away")
    return "in service" if was is not None and was.over == "in service" and present == "suspended" else present


def settings_say(turn: Turn, said: Service) -> None:
    """The settings file was read: what it says of the service holds again when the resident is back."""
    away = turn.pauses.get("away")
    if away is not None and away.over != said:
        turn.pause("away", structs.replace(away, over=said))


def due(pauses: Iterable[Pause]) -> datetime | None:
    """When the next of them ends."""
    return min((pause.until for pause in pauses), default=None)


def notices_wait(turn: Turn) -> datetime:
    """Until when notices wait for somebody's sake; the present moment if they do not."""
    return max((turn.pauses[what].until for what in ("snooze", "visit") if what in turn.pauses), default=turn.at)


def take(turn: Turn, event: Paused) -> None:
    """Begin one, move its end, or end it before its time. What cannot be is recorded with why."""
    if event.until is None:
        if event.what in turn.pauses:
            _over(turn, event.what, event.by, "ended before its time")
        else:
            turn.record(event.by, f"not changed: {event.what}", f"{event.what} was not noted")
        return
    why = _why_not(turn, event.what, event.until)
    if why:
        turn.record(event.by, f"not changed: {event.what}", why)
        return
    known = turn.pauses.get(event.what)
    over = known.over if known is not None else turn.home.settings.home.service
    pause = Pause(until=event.until, by=event.by, since=known.since if known is not None else turn.at, over=over)
    turn.pause(event.what, pause)
    there = local(event.until, turn.home.timezone)
    turn.record(event.by, f"{event.what} until {there:%a} {there.day} {there:%b %H:%M}", "asked for")
    turn.span(event.what, "on", event.by)
    if event.what == "away":
        _tell(turn, lambda to: wording_pauses.away(turn.to(to), turn.at, pause), "away")


def _why_not(turn: Turn, what: What, until: datetime) -> str:
    if turn.home.ended:
        return "the service has ended"
    if until <= turn.at:
        return "its end is past"
    if until - turn.at > LONGEST[what]:
        return f"its end is too far away: at most {LONGEST[what].total_seconds() / 3600:g} hours"
    if what == "away" and turn.home.settings.home.service == "being installed":
        return "the home is being installed: nobody is looked for yet"
    return ""


def run(turn: Turn) -> None:
    """End what has run out."""
    for what, pause in tuple(turn.pauses.items()):
        if pause.until <= turn.at:
            _over(turn, what, "hub", f"it was to last until now, said {pause.by}")


def _over(turn: Turn, what: str, by: str, because: str) -> None:
    turn.pause(what, None)
    turn.record(by, f"{what} is over", because)
    turn.span(what, "off", because)
    for incident in list(turn.open.values()):
        if incident.due is not None and not incident.told and (incident.life_saving or incident.grave in NOTICES):
            turn.put(incident, due=turn.at)  # what waited for this is looked at now
    if what == "away":
        _tell(turn, lambda to: wording_pauses.back(turn.to(to), turn.at), "back")


def _tell(turn: Turn, say: "wording_pauses.Say", what: str) -> None:
    """Whoever hears notices knows that the home is not watched as usual, or is again."""
    for to in turn.home.hears_notices():
        contact = turn.home.contacts.get(to)
        if to != CENTRE and contact is not None and contact.phone and reaching.by_text(turn, contact):
            turn.loose_text(f"{what}/{turn.at.timestamp():.0f}/{to}", to, contact.phone, say(to), "notice")
