"""How is it known? One line for each thing that must be so before anybody may say that all is well."""

from datetime import datetime

from hub.pages.home.line import Line
from hub.pages.home.now import Now
from hub.pages.words import later


def proof(known: Now, *, detail: bool, names: bool) -> tuple[Line, ...]:
    """`detail`: the reader may see the resident's days; `names`: they may see who is asked."""
    return (*(_moved(known) if detail else ()), _heard(known), _ways(known), _asked(known, names=names), _ran(known))


def _moved(known: Now) -> tuple[Line, ...]:
    if known.moved_last is None:
        return (Line(later("No movement was seen yet.")),)
    room, at = known.moved_last
    told = {"room": room, "ago": ago(known.at, at), "at": at}
    return (Line(later("Last movement: {room}, {ago} ({at})."), told),)


def ago(now: datetime, then: datetime) -> Line:
    """How long ago something was, in whole minutes or hours."""
    minutes = max(0, round((now - then).total_seconds() / 60))
    if minutes < 1:
        return Line(later("just now"))
    if minutes < 120:
        return Line(later("{n} min ago"), {"n": minutes})
    if minutes < 48 * 60:
        return Line(later("{n} hours ago"), {"n": minutes // 60})
    return Line(later("{n} days ago"), {"n": minutes // 1440})


def _heard(known: Now) -> Line:
    return Line(later("{n} of {all} sensors are heard."), {"n": known.heard, "all": len(known.overview.devices)})


def _ways(known: Now) -> Line:
    up = sum(way.up for way in known.ways)
    if not known.ways:
        return Line(later("No way out of the home is proven yet."))
    if len(known.ways) == 1:
        return Line(later("One way out, and it works.")) if up else Line(later("One way out, and it is down."))
    return Line(later("{n} of {all} ways out work."), {"n": up, "all": len(known.ways)})


def _asked(known: Now, *, names: bool) -> Line:
    able = [each for each in known.asked if not each.refused]
    if not able:
        return Line(later("Nobody could be asked now."))
    if names:
        return Line(later("Asked if there were an alarm now: {names}."), {"names": tuple(Line(e.name) for e in able)})
    if len(able) == 1:
        return Line(later("One person would be asked if there were an alarm now."))
    return Line(later("{n} people would be asked if there were an alarm now."), {"n": len(able)})


def _ran(known: Now) -> Line:
    return Line(later("The hub has run since {since}, and answered at {at}."), {"since": known.since, "at": known.at})
