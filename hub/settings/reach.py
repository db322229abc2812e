"""Do alarms, notices and the auditor's word reach somebody, by what hub.toml says?"""

from collections.abc import Iterable

from hub.core.hours import hours
from hub.model.household import Contact, Ladder, Rung, Settings
from hub.model.ids import CENTRE
from hub.model.kinds import KINDS
from hub.settings.place import Place, shown
from hub.settings.references import is_known


def alarms_are_heard(settings: Settings, place: Place) -> None:
    """SettingsError if on some ladder there is nobody who can be told, or a ladder is for nothing."""
    ladder = place.key("ladder")
    if not settings.ladder and not _people_may_be_missing(settings):
        raise ladder.refuse("no rung", "at least one [[ladder]], so that an alarm reaches somebody")
    _rungs_reach_somebody(settings, settings.ladder, ladder)
    for index, other in enumerate(settings.ladders):
        _is_for_something(settings, index, place.key("ladders"))
        rungs = place.key("ladders").item(index).key("rungs")
        if not other.rungs:
            raise rungs.refuse("no rung", "at least one, so that an alarm reaches somebody")
        _rungs_reach_somebody(settings, other.rungs, rungs)
        _somebody_is_asked_in_its_hours(settings, other, rungs)


def notices_are_heard(settings: Settings, place: Place) -> None:
    """SettingsError if those who are to hear notices cannot be told, or if nobody is to."""
    notices = place.key("notices")
    if settings.notices is not None:
        _can_be_told(settings, settings.notices.tell, notices.key("tell"))
        _not_only_a_centre_that_may_not_hear(settings, settings.notices.tell, notices.key("tell"))
        return
    centre = settings.centre is not None and settings.agreed("centre")
    first = settings.contacts[0] if settings.contacts else None
    if centre or _people_may_be_missing(settings) or first is None or first.phone is not None:
        return
    found = f"nothing, and the first contact {shown(first.id)} has no phone"
    raise notices.refuse(found, "somebody who hears notices")


def auditor_is_heard(settings: Settings, place: Place) -> None:
    """The auditor has no connection to the centre: it texts people, and pings."""
    at = place.key("audit").key("tell")
    told = settings.audit.tell if settings.audit is not None else ()
    if CENTRE in told:
        expected = "contacts: the centre notices by itself when a hub falls silent"
        raise at.item(told.index(CENTRE)).refuse(shown(CENTRE), expected)
    if told:
        _can_be_told(settings, told, at)


def _rungs_reach_somebody(settings: Settings, rungs: tuple[Rung, ...], place: Place) -> None:
    for index, rung in enumerate(rungs):
        _can_be_told(settings, rung.tell, place.item(index).key("tell"))
    _not_only_a_centre_that_may_not_hear(settings, [name for rung in rungs for name in rung.tell], place)


def _somebody_is_asked_in_its_hours(settings: Settings, ladder: Ladder, place: Place) -> None:
    """By the week alone: a holiday may leave nobody for a while, and must not stop a hub from starting."""
    told = {name for rung in ladder.rungs for name in rung.tell}
    people = [contact for contact in settings.contacts if contact.id in told]
    if ladder.hours is None or CENTRE in told or any(contact.hours is None for contact in people):
        return
    own = hours(ladder.hours)
    if not any(own.meets(hours(contact.hours)) for contact in people if contact.hours):
        raise place.refuse(f"nobody who may be asked {ladder.hours}", "somebody whose hours cover some of that time")


def _is_for_something(settings: Settings, index: int, place: Place) -> None:
    """A ladder of its own has a name that is its own, is for less than everything, and for what there can be."""
    ladder, at = settings.ladders[index], place.item(index)
    names = [other.name.lower() for other in settings.ladders[:index]]
    if ladder.name.lower() in names:
        first = place.item(names.index(ladder.name.lower())).key("name").path
        raise at.key("name").refuse(f"{shown(ladder.name)} again", f"a name other than that of {first}")
    if not (ladder.classes or ladder.kinds or ladder.rooms or ladder.hours):
        raise at.refuse("a ladder for everything", "classes, kinds, rooms or hours: [[ladder]] is for everything else")
    for number, room in enumerate(ladder.rooms):
        is_known(room, [each.id for each in settings.rooms], at.key("rooms").item(number), "[[rooms]]")
    for number, kind in enumerate(ladder.kinds):
        if ladder.classes and KINDS[kind].grave not in ladder.classes:
            found = f"{shown(kind)}, which is {KINDS[kind].grave}"
            raise at.key("kinds").item(number).refuse(found, f"a kind that is {' or '.join(ladder.classes)}")


def _people_may_be_missing(settings: Settings) -> bool:
    """Whether people are still to be found: the visit asks for them late, and nobody is watched over before its end."""
    return settings.home.service == "being installed"


def _not_only_a_centre_that_may_not_hear(settings: Settings, tell: Iterable[str], place: Place) -> None:
    if not settings.agreed("centre") and not set(tell) - {CENTRE}:
        found = "only the centre, which [consent] does not agree to"
        raise place.refuse(found, "somebody who can be told without it")


def _can_be_told(settings: Settings, tell: tuple[str, ...], place: Place) -> None:
    if not tell:
        raise place.refuse("nobody", "at least one contact, or the centre")
    contacts = {str(contact.id): contact for contact in settings.contacts}
    for index, name in enumerate(tell):
        at = place.item(index)
        if name in tell[:index]:
            raise at.refuse(f"{shown(name)} again", "each name once")
        if name == CENTRE:
            _there_is_a_centre(settings, at)
        else:
            is_known(name, contacts, at, "[[contacts]]")
            _has_a_phone(contacts[name], at)


def _there_is_a_centre(settings: Settings, place: Place) -> None:
    if settings.centre is None:
        raise place.refuse('"centre", but no [centre] section', "a contact, or a [centre] section with its url")


def _has_a_phone(contact: Contact, place: Place) -> None:
    if contact.phone is None:
        raise place.refuse(f"{shown(contact.id)}, who has no phone", "a contact with a phone")
