"""Is all well? Green only for what is known to be so: what the hub cannot see, or nobody is told of, is never well."""

from typing import Literal

from msgspec import Struct

from hub.pages.home.line import Line, Link
from hub.pages.home.now import Known, Nothing, Now
from hub.pages.words import later

Sort = Literal["good", "quiet", "unsure", "bad"]
"""`good`: known to be well. `quiet`: nothing is amiss, and no more can be said. `unsure`: it is not known."""
NAMED = 3
"""Devices that are named in one line; of more only the number is said."""


class Verdict(Struct, frozen=True):
    """In one heading how it is, and what stands in the way of more."""

    sort: Sort
    heading: Line
    lines: tuple[Line, ...] = ()


def verdict(known: Known, *, detail: bool) -> Verdict:
    """How it is, for somebody who may (`detail`) see what the resident's days are like."""
    if isinstance(known, Nothing):
        return _nothing(known)
    troubles = tuple(_troubles(known))
    if known.overview.incidents:
        return Verdict("bad", _alarms(known), troubles)
    if (off := _not_serving(known)) is not None:
        return Verdict("unsure", off, troubles)
    if known.blind is not None:
        return Verdict("unsure", Line(later("The hub cannot see the home")), troubles)
    if troubles:
        return Verdict("unsure", Line(later("Nobody can be sure that all is well")), troubles)
    return _seen(known, detail=detail)


def _nothing(known: Nothing) -> Verdict:
    lines = [Line(later("The hub does not answer: {because}."), {"because": Line(known.because)})]
    if known.since is not None:
        lines.append(Line(later("It has not answered since {at}."), {"at": known.since}))
    lines.append(Line(later("Alarms may not be told to anybody now. Ring, or look in.")))
    return Verdict("bad", Line(later("Nobody knows how it is")), tuple(lines))


def _alarms(known: Now) -> Line:
    number = len(known.overview.incidents)
    if all(each.state == "pending" for each in known.overview.incidents):
        return Line(later("There may be an alarm: it is not certain yet"))
    return Line(later("An alarm is open")) if number == 1 else Line(later("{n} alarms are open"), {"n": number})


def _not_serving(known: Now) -> Line | None:
    """Why nobody is looked for, if that is so."""
    away = next((held for held in known.held if held.what == "away"), None)
    match known.how.service:
        case "being installed":
            return Line(later("This hub is being installed: nobody is watched over yet"))
        case "suspended" if away is not None:
            return Line(later("Noted as away until {until}: nobody is looked for"), {"until": away.until})
        case "suspended":
            return Line(later("The service is suspended: nobody is looked for"))
        case "ended":
            return Line(later("The service has ended: nobody is looked for"))
    return None


def _troubles(known: Now) -> list[Line]:
    """What cannot be seen or told, worst first."""
    found = []
    if known.blind is not None:
        found.append(Line(later("Nothing can be seen since {at}."), {"at": known.blind}))
    elif not known.overview.devices:
        found.append(Line(later("There are no sensors.")))
    elif known.how.unheard:
        found.append(_unheard(known.how.unheard))
    found += _ways(known)
    if known.failing:
        found.append(Line(later("The hub's disk or card takes nothing: what happens now may be forgotten.")))
    if not known.how.sure:
        found.append(Line(later("The hub is not sure of the time.")))
    return found


def _unheard(names: tuple[str, ...]) -> Line:
    said = ", ".join(names[:NAMED])
    if len(names) > NAMED:
        return Line(later("Not heard: {names} and {n} more."), {"names": said, "n": len(names) - NAMED})
    return Line(later("Not heard: {names}."), {"names": said})


def _ways(known: Now) -> list[Line]:
    found = []
    if not known.ways:
        found.append(Line(later("No way out of the home is proven: perhaps nobody can be told.")))
    elif not any(way.up for way in known.ways):
        found.append(Line(later("No way out of the home works: nobody can be told.")))
    elif down := tuple(Link(way.name) for way in known.ways if not way.up):
        found.append(Line(later("A way out is down: {names}."), {"names": down}))
    if not any(not each.refused for each in known.asked):
        found.append(Line(later("If there were an alarm now, nobody could be asked.")))
    return found


def _seen(known: Now, *, detail: bool) -> Verdict:
    """Everything works and nothing is open. What that says of the resident is seen by who may see it."""
    works = Line(later("No alarm is open, and everything works"))
    if known.notices:
        return Verdict("quiet", Line(later("No alarm is open, and something is to be seen to")))
    if not any(room.state in ("seen", "partly") for room in known.rooms):
        return Verdict("quiet", works, (Line(later("No sensor here sees whether anybody moves.")),))
    if not detail:
        return Verdict("good", works)
    how = known.how
    if how.visit:
        return Verdict("quiet", works, (Line(later("{name} is there for a visit."), {"name": how.visit}),))
    if how.out:
        return Verdict("quiet", Line(later("Perhaps nobody is at home")))
    if how.others:
        others = Line(later("Whoever moved may also have been somebody else, or a pet."))
        return Verdict("quiet", works, (others,))
    if not how.recent:
        return Verdict("quiet", Line(later("It is quiet")), (Line(later("No alarm is open, and everything works.")),))
    return Verdict("good", Line(later("All is well")))
