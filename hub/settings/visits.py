"""Whether care visits can be told apart, can be seen, and have somebody who hears that one is late."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from hub.core.home import Home
from hub.core.hours import hours
from hub.model.household import Ladder, Settings
from hub.model.ids import CENTRE
from hub.model.visits import Visit
from hub.settings.durations import written
from hub.settings.place import Place, shown

OF_A_LATE_VISIT = ("late visit",)
LONGEST_WINDOW = timedelta(hours=12)
"""A visit that may begin at any time of a day cannot be late."""
A_MONDAY = datetime.fromisoformat("2026-01-05T00:00:00+00:00")
A_WEEK = timedelta(days=7)


def are_whole(settings: Settings, place: Place) -> None:
    """SettingsError at the first visit that cannot be looked for as it is written."""
    for index, visit in enumerate(settings.visits):
        at = place.key("visits").item(index)
        _is_its_own(settings.visits[:index], visit, place, at)
        _is_short(visit, at)
        _has_an_agency(settings, visit, at)
        _can_be_seen(settings, visit, at)
        if visit.missed_after <= visit.late_after:
            longer = f"more than late_after, {written(visit.late_after)}"
            raise at.key("missed_after").refuse(written(visit.missed_after), longer)
        if visit.most <= visit.least:
            raise at.key("most").refuse(written(visit.most), f"more than least, {written(visit.least)}")


def _is_its_own(before: tuple[Visit, ...], visit: Visit, place: Place, at: Place) -> None:
    ids = [other.id.lower() for other in before]
    if visit.id.lower() in ids:
        there = place.key("visits").item(ids.index(visit.id.lower())).key("id").path
        raise at.key("id").refuse(f"{shown(visit.id)} again", f"an id other than that of {there}")


def _is_short(visit: Visit, at: Place) -> None:
    longest = max(end - start for start, end in _week(visit))
    if longest > LONGEST_WINDOW:
        expected = f"the hours in which it may begin, {written(LONGEST_WINDOW)} at most without a break"
        raise at.key("hours").refuse(shown(visit.hours), expected)


def _week(visit: Visit) -> Iterator[tuple[datetime, datetime]]:
    return hours(visit.hours).openings(A_MONDAY, A_MONDAY + A_WEEK, "UTC")


def _has_an_agency(settings: Settings, visit: Visit, at: Place) -> None:
    names = [ladder.name for ladder in settings.ladders if ladder.kinds == OF_A_LATE_VISIT]
    if visit.agency not in names:
        named = f": {', '.join(names)}" if names else ""
        expected = f'the name of one of the [[ladders]] with kinds = ["late visit"]{named}'
        raise at.key("agency").refuse(shown(visit.agency), expected)


def _can_be_seen(settings: Settings, visit: Visit, at: Place) -> None:
    tags = [device.id for device in settings.devices if device.use == "tag"]
    if visit.tag is not None and visit.tag not in tags:
        raise at.key("tag").refuse(shown(visit.tag), 'the id of one of the [[devices]] with use = "tag"')
    doors = any(device.use == "exit door" for device in settings.devices)
    if visit.tag is None and not doors:
        raise at.key("tag").refuse("nothing, and no exit door", "a tag, or an exit door by which a visit can be seen")


def doubts(settings: Settings) -> Iterator[tuple[str, str]]:
    """What a careful colleague would ask about the visits, and what to do."""
    if settings.visits and not settings.agreed("visits"):
        yield (
            "There are [[visits]], and [consent] does not agree to visits: nobody looks for them.",
            "Ask, or take out.",
        )
    for visit in settings.visits if settings.agreed("visits") else ():
        yield from _seen_for_sure(settings, visit)
        yield from _reaches_somebody(settings, visit)


def _seen_for_sure(settings: Settings, visit: Visit) -> Iterator[tuple[str, str]]:
    if visit.tag is not None:
        return
    if not settings.alone:
        says = f'Visit "{visit.name}" has no tag, and others move here: whenever the door is used the agency is asked.'
        yield says, "Give its carer a tag."
    elif visit.depends:
        says = f'Visit "{visit.name}" is depended on, and has no tag: a neighbour who calls may be taken for it.'
        yield says, "Give its carer a tag."


def _reaches_somebody(settings: Settings, visit: Visit) -> Iterator[tuple[str, str]]:
    """Whether, in the coming week as it usually is, anybody of the agency may be asked when it is late."""
    ladder = next((ladder for ladder in settings.ladders if ladder.name == visit.agency), None)
    if ladder is None or CENTRE in _tell(ladder):
        return
    home = Home(settings)
    ends = {
        end + visit.late_after for _, end in hours(visit.hours).openings(A_MONDAY, A_MONDAY + A_WEEK, home.timezone)
    }
    asked = [home.contacts[name] for name in _tell(ladder) if name in home.contacts]
    silent = [at for at in sorted(ends) if not any(
        contact.hours is None or hours(contact.hours).includes(at, home.timezone) for contact in asked)]  # fmt: skip
    if silent:
        says = (f'Nobody on the ladder "{ladder.name}" is asked when "{visit.name}" is late '
                f"({silent[0]:%a} and {len(silent) - 1} more times a week): it waits for their hours."
                )  # fmt: skip
        yield says, "Ask somebody of the agency at these hours."


def _tell(ladder: Ladder) -> set[str]:
    return {name for rung in ladder.rungs for name in rung.tell}
