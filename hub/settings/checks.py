"""What must fit together across the tables of hub.toml. Each check stops at the first thing that does not."""

from collections.abc import Callable, Iterable

from hub.core import wording_access
from hub.core.home import Home
from hub.core.rota import once
from hub.model.effects import Fill
from hub.model.household import Secret, Settings, TextProvider
from hub.settings import calls, devices, pages, reach, visits
from hub.settings.durations import written
from hub.settings.place import Place, shown
from hub.settings.references import is_known

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
        is_known(each.contact, contacts, at.key("contact"), "[[contacts]]")
        meant = once(each, settings.hub.timezone)
        if meant.end <= meant.start:
            raise at.key("until").refuse(shown(each.until), f"a time after from, which is {shown(each.since)}")


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
    devices.are_somewhere,
    devices.are_not_in_their_own_place,
    devices.acceleration_is_described,
    devices.placement_is_known,
    devices.tags_only_advertise,
    devices.are_told_of_by_topics,
    _no_number_twice,
    _daily_texts_can_be_sent,
    _one_offs_are_of_contacts,
    reach.alarms_are_heard,
    visits.are_whole,
    reach.notices_are_heard,
    _second_try_comes_first,
    _secrets_are_somewhere,
    _provider_is_whole,
    _second_is_another,
    reach.auditor_is_heard,
    _credit_can_be_read,
    calls.are_whole,
    pages.only_https_leaves,
)
"""In the order of the file, so that the first refusal is the first that a reader meets."""
