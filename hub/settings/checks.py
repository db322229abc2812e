"""What must fit together across the tables of hub.toml. Each check stops at the first thing that does not."""

from collections.abc import Callable, Iterable

from hub.core import wording_access
from hub.core.home import Home
from hub.core.hours import hours
from hub.core.rota import once
from hub.model.effects import Fill
from hub.model.events import PRESSES, UNITS
from hub.model.household import Contact, Ladder, Rung, Secret, Settings, TextProvider, Topic
from hub.model.ids import CENTRE
from hub.model.kinds import KINDS
from hub.settings import calls, pages, visits
from hub.settings.durations import written
from hub.settings.place import Place, shown
from hub.settings.rules import nearest

Entry = tuple[str, Place]
FILLS: dict[Fill, tuple[str, ...]] = {"way in": ("street_door", "key_safe"), "inside": ("dog", "oxygen", "notes")}
"""The text that tells how to get in, the one that tells what is there, and what each is made of."""


def check(settings: Settings, place: Place) -> None:
    """SettingsError if something in the file names what is not there, or if an alarm would reach nobody."""
    for each in CHECKS:
        each(settings, place)


def _somebody_lives_here(settings: Settings, place: Place) -> None:
    if not settings.residents:
        raise place.key("residents").refuse("nobody", "at least one resident")


def _no_id_twice(settings: Settings, place: Place) -> None:
    residents = _entries([each.id for each in settings.residents], place.key("residents"))
    contacts = _entries([each.id for each in settings.contacts], place.key("contacts"))
    _refuse_double(_entries([each.id for each in settings.rooms], place.key("rooms")))
    _refuse_double(_entries([each.id for each in settings.devices], place.key("devices")))
    _refuse_double(residents + contacts)


def _entries(ids: Iterable[str], place: Place) -> list[Entry]:
    return [(name, place.item(index).key("id")) for index, name in enumerate(ids)]


def _refuse_double(entries: Iterable[Entry]) -> None:
    first: dict[str, Place] = {}
    for name, place in entries:
        # zigbee2mqtt writes addresses in lower case, boxes print them in capitals: they are the same device
        if name.lower() in first:
            raise place.refuse(f"{shown(name)} again", f"an id other than that of {first[name.lower()].path}")
        first[name.lower()] = place


def _devices_are_somewhere(settings: Settings, place: Place) -> None:
    rooms = [room.id for room in settings.rooms]
    residents = [resident.id for resident in settings.residents]
    for index, device in enumerate(settings.devices):
        at = place.key("devices").item(index)
        _refuse_unknown(device.room, rooms, at.key("room"), "[[rooms]]")
        _refuse_unknown(device.worn_by, residents, at.key("worn_by"), "[[residents]]")
        if device.use == "fall device" and device.worn_by is None and len(residents) > 1:
            raise at.key("worn_by").refuse("nothing", "the resident who wears it, since more than one lives here")
    night = place.key("detectors").key("night")
    for name in ("bedroom", "bathroom"):
        _refuse_unknown(getattr(settings.detectors.night, name), rooms, night.key(name), "[[rooms]]")


def _refuse_unknown(name: str | None, known: Iterable[str], place: Place, table: str) -> None:
    names = list(known)
    if name is None or name in names:
        return
    close = nearest(name, names)
    raise place.refuse(shown(name), f'"{close}" or another id in {table}' if close else f"an id in {table}")


def _no_device_in_its_own_place(settings: Settings, place: Place) -> None:
    """An address that was replaced cannot still be a device: both would have one history."""
    used = {device.id.lower(): index for index, device in enumerate(settings.devices)}
    first: dict[str, Place] = {}
    for index, device in enumerate(settings.devices):
        for number, old in enumerate(device.formerly):
            at = place.key("devices").item(index).key("formerly").item(number)
            if old.lower() in used:
                there = place.key("devices").item(used[old.lower()]).key("id").path
                raise at.refuse(f"{shown(old)}, which is {there}", "an address that is no device of this home any more")
            if old.lower() in first:
                raise at.refuse(f"{shown(old)} again", f"an address other than that of {first[old.lower()].path}")
            first[old.lower()] = at


def _acceleration_is_described(settings: Settings, place: Place) -> None:
    for index, device in enumerate(settings.devices):
        radio = device.bluetooth
        if radio is not None and radio.connect == "acceleration" and radio.acceleration is None:
            at = place.key("devices").item(index).key("bluetooth").key("acceleration")
            raise at.refuse("nothing", 'a description of the characteristic, since connect is "acceleration"')


def _placement_is_known(settings: Settings, place: Place) -> None:
    """A fall looks different at the waist, the wrist and in a pocket: nobody guesses where a device is worn."""
    for index, device in enumerate(settings.devices):
        at = place.key("devices").item(index)
        if device.use == "fall device" and device.streams and device.placement is None:
            raise at.key("placement").refuse("nothing", "where it is worn: waist (or chest), wrist or pocket (or hip)")
        if device.placement is not None and not device.streams:
            found = f"{shown(device.placement)}, and it sends no acceleration"
            raise at.key("placement").refuse(found, 'bluetooth.connect = "polar" or "acceleration", or no placement')
        if device.placement is not None and device.worn_by is None and len(settings.residents) > 1:
            raise at.key("worn_by").refuse("nothing", "the resident who wears it, since more than one lives here")


def _tags_only_advertise(settings: Settings, place: Place) -> None:
    for index, device in enumerate(settings.devices):
        if device.use == "tag" and device.bluetooth is not None and device.bluetooth.connect is not None:
            at = place.key("devices").item(index).key("bluetooth").key("connect")
            because = "nothing: a tag that is connected does not advertise, and would be taken for away"
            raise at.refuse(shown(device.bluetooth.connect), because)


def _topics_are_of_devices(settings: Settings, place: Place) -> None:
    devices = [device.id for device in settings.devices]
    for index, topic in enumerate(settings.topics):
        at = place.key("topics").item(index)
        _refuse_unknown(topic.device, devices, at.key("device"), "[[devices]]")
        _has_words(topic, at)
    if settings.mqtt is None and (settings.topics or settings.home_assistant.tells):
        because = "[[topics]]" if settings.topics else "home_assistant.tells"
        raise place.key("mqtt").refuse("nothing", f"a broker, since there is {because}")


def _has_words(topic: Topic, at: Place) -> None:
    """A number needs no words, everything but a press or a sign of life needs some, and no word means both."""
    if topic.kind in UNITS and (topic.on or topic.off):
        raise at.key("on" if topic.on else "off").refuse("words", f"none, since {topic.kind} is a number")
    if topic.kind not in UNITS | dict.fromkeys(PRESSES | {"heard"}) and not topic.on:
        raise at.key("on").refuse("nothing", f"the words that mean {topic.kind}")
    both = {word.lower() for word in topic.on} & {word.lower() for word in topic.off}
    if both:
        raise at.key("off").refuse(shown(min(both)), "a word that is not in on")


def _no_number_twice(settings: Settings, place: Place) -> None:
    """An answer is known by its number only: of two contacts with one, the wrong person would be "going".

    A resident's number may be a contact's too (two who live together): an answer from it is then the contact's.
    """
    first: dict[str, Place] = {}
    for index, contact in enumerate(settings.contacts):
        at = place.key("contacts").item(index).key("phone")
        if contact.phone is not None and contact.phone in first:
            instead = f"a number other than that of {first[contact.phone].path}"
            both = 'or, if two people share it, one contact with both names, such as "Anna and Tom"'
            raise at.refuse(f"{shown(contact.phone)} again", f"{instead}, {both}")
        if contact.phone is not None:
            first[contact.phone] = at


def _daily_texts_can_be_sent(settings: Settings, place: Place) -> None:
    for index, contact in enumerate(settings.contacts):
        at = place.key("contacts").item(index)
        if contact.all_is_well is not None and contact.phone is None:
            raise at.key("phone").refuse("nothing", "a phone number, since all_is_well is a text")
        if contact.all_is_well is not None and "text" not in contact.ways:
            raise at.key("all_is_well").refuse(shown(contact.all_is_well), '"text" among their ways, or no all_is_well')


def _one_offs_are_of_contacts(settings: Settings, place: Place) -> None:
    contacts = [contact.id for contact in settings.contacts]
    for index, each in enumerate(settings.rota):
        at = place.key("rota").item(index)
        _refuse_unknown(each.contact, contacts, at.key("contact"), "[[contacts]]")
        meant = once(each, settings.hub.timezone)
        if meant.end <= meant.start:
            raise at.key("until").refuse(shown(each.until), f"a time after from, which is {shown(each.since)}")


def _people_may_be_missing(settings: Settings) -> bool:
    """Whether people are still to be found: the visit asks for them late, and nobody is watched over before its end."""
    return settings.home.service == "being installed"


def _ladder_reaches_somebody(settings: Settings, place: Place) -> None:
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
        _refuse_unknown(room, [each.id for each in settings.rooms], at.key("rooms").item(number), "[[rooms]]")
    for number, kind in enumerate(ladder.kinds):
        if ladder.classes and KINDS[kind].grave not in ladder.classes:
            found = f"{shown(kind)}, which is {KINDS[kind].grave}"
            raise at.key("kinds").item(number).refuse(found, f"a kind that is {' or '.join(ladder.classes)}")


def _not_only_a_centre_that_may_not_hear(settings: Settings, tell: Iterable[str], place: Place) -> None:
    if not settings.agreed("centre") and not set(tell) - {CENTRE}:
        found = "only the centre, which [consent] does not agree to"
        raise place.refuse(found, "somebody who can be told without it")


def _notices_reach_somebody(settings: Settings, place: Place) -> None:
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
            _refuse_unknown(name, contacts, at, "[[contacts]]")
            _has_a_phone(contacts[name], at)


def _there_is_a_centre(settings: Settings, place: Place) -> None:
    if settings.centre is None:
        raise place.refuse('"centre", but no [centre] section', "a contact, or a [centre] section with its url")


def _has_a_phone(contact: Contact, place: Place) -> None:
    if contact.phone is None:
        raise place.refuse(f"{shown(contact.id)}, who has no phone", "a contact with a phone")


def _second_try_comes_first(settings: Settings, place: Place) -> None:
    """Who hears that a test is not answered should hear it after the second try, and before the next test."""
    times, at = settings.readiness, place.key("readiness")
    if times.missing_after <= times.again_after:
        longer = f"more than again_after, {written(times.again_after)}"
        raise at.key("missing_after").refuse(written(times.missing_after), longer)
    if times.every <= times.missing_after:
        raise at.key("every").refuse(written(times.every), f"more than missing_after, {written(times.missing_after)}")


def _secrets_are_somewhere(settings: Settings, place: Place) -> None:
    if settings.mqtt is not None:
        _is_in_one_place(settings.mqtt.password, place.key("mqtt").key("password"))
    if settings.centre is not None:
        _is_in_one_place(settings.centre.password, place.key("centre").key("password"))
    for index, device in enumerate(settings.devices):
        key = device.bluetooth.key if device.bluetooth is not None else None
        _is_in_one_place(key, place.key("devices").item(index).key("bluetooth").key("key"))
    for name in ("street_door_code", "key_safe_code"):
        _is_in_one_place(getattr(settings.access, name), place.key("access").key(name))
    for way, at in _text_providers(settings, place):
        _is_in_one_place(way.token, at.key("token"))
    _is_in_one_place(settings.modem.pin, place.key("modem").key("pin"))
    _is_in_one_place(settings.calls.token, place.key("calls").key("token"))


def _way_in_fits_into_texts(settings: Settings, place: Place) -> None:
    """Two texts tell it, each of one part: a cut would lose what somebody needs at the door."""
    home = Home(settings)
    for fill, names in FILLS.items():
        over = wording_access.over(home, fill)
        if over:
            longest = max(names, key=lambda name: len(getattr(settings.access, name)))
            found = f"{over} letters too many in {', '.join(names[:-1])} and {names[-1]} together"
            raise place.key("access").key(longest).refuse(found, "fewer words: they are told in one text")


def _is_in_one_place(secret: Secret | None, place: Place) -> None:
    if secret is None:
        return
    given = [name for name in ("credential", "file", "env") if getattr(secret, name) is not None]
    if len(given) != 1:
        raise place.refuse(" and ".join(given) or "an empty table", "exactly one of credential, file and env")
    if not getattr(secret, given[0]).strip():
        raise place.key(given[0]).refuse('""', "a name")


def _text_providers(settings: Settings, place: Place) -> list[tuple[TextProvider, Place]]:
    first, audit = place.key("sms"), place.key("audit").key("sms")
    own = settings.audit.sms if settings.audit is not None else None
    found = ((settings.sms, first), (settings.sms.second, first.key("second")), (own, audit))
    return [(way, at) for way, at in found if way is not None]


NEEDED: dict[str, tuple[str, ...]] = {"twilio": ("sender", "account", "token"), "notify": ("template", "token")}
"""What a provider cannot do without."""


def _provider_is_whole(settings: Settings, place: Place) -> None:
    for way, at in _text_providers(settings, place):
        for name in NEEDED.get(way.provider, ()):
            if not getattr(way, name):
                raise at.key(name).refuse("nothing", f'a value, since provider is "{way.provider}"')


def _second_is_another(settings: Settings, place: Place) -> None:
    first, second, at = settings.sms, settings.sms.second, place.key("sms").key("second")
    if second is None:
        return
    if second.provider == "console":
        raise at.key("provider").refuse('"console", which only prints', "a provider that sends")
    if first.provider == "console":
        raise at.refuse("a second provider, and no first", "this one in [sms] itself")
    if (second.provider, second.account, second.token) == (first.provider, first.account, first.token):
        raise at.refuse("the account of [sms] again", "another provider, or another account")


def _auditor_tells_somebody(settings: Settings, place: Place) -> None:
    """The auditor has no connection to the centre: it texts people, and pings."""
    at = place.key("audit").key("tell")
    told = settings.audit.tell if settings.audit is not None else ()
    if CENTRE in told:
        expected = "contacts: the centre notices by itself when a hub falls silent"
        raise at.item(told.index(CENTRE)).refuse(shown(CENTRE), expected)
    if told:
        _can_be_told(settings, told, at)


def _credit_can_be_read(settings: Settings, place: Place) -> None:
    """What the network answers differs from one to the next: an amount is never guessed."""
    code, pattern, at = settings.modem.credit_code, settings.modem.credit_pattern, place.key("modem")
    if code and not pattern:
        raise at.key("credit_pattern").refuse("nothing", "how the amount is found, since there is a credit_code")
    if pattern and not code:
        raise at.key("credit_code").refuse("nothing", "the code to ask with, since there is a credit_pattern")


CHECKS: tuple[Callable[[Settings, Place], None], ...] = (
    _somebody_lives_here,
    _no_id_twice,
    _way_in_fits_into_texts,
    _devices_are_somewhere,
    _no_device_in_its_own_place,
    _acceleration_is_described,
    _placement_is_known,
    _tags_only_advertise,
    _topics_are_of_devices,
    _no_number_twice,
    _daily_texts_can_be_sent,
    _one_offs_are_of_contacts,
    _ladder_reaches_somebody,
    visits.are_whole,
    _notices_reach_somebody,
    _second_try_comes_first,
    _secrets_are_somewhere,
    _provider_is_whole,
    _second_is_another,
    _auditor_tells_somebody,
    _credit_can_be_read,
    calls.are_whole,
    pages.only_https_leaves,
)
"""In the order of the file, so that the first refusal is the first that a reader meets."""
