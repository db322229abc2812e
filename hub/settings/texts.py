"""By which providers texts leave, and whether they can reach everybody: what is allowed and still worth a doubt."""

from collections.abc import Iterator

from phonenumbers import PhoneNumberType, number_type, region_code_for_country_code

from hub.model.household import SPOKEN, Contact, Settings, TextProvider
from hub.settings.rules import number, on_this_machine, valid_phone

Says = Iterator[tuple[str, str]]
"""What a doubt says, and what to do."""

TEXTS, THE_MODEM = "text messages", SPOKEN["modem"]
OWN_LINE = frozenset({"modem"})
"""Providers that need nothing of this home's broadband."""
_LANDLINE = frozenset({PhoneNumberType.FIXED_LINE})
_NO_TELEPHONE = frozenset({PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.PAGER})


def ways(settings: Settings) -> tuple[tuple[str, TextProvider], ...]:
    """The ways by which texts leave, each by its name: "text messages", the modem, or which of two providers."""
    found = settings.sms.ways
    alone = len([way for way in found if way.provider not in OWN_LINE]) == 1
    spoken = [TEXTS if alone and way.provider not in OWN_LINE else SPOKEN[way.provider] for way in found]
    names = [name if spoken.index(name) == n else f"{name} ({n + 1})" for n, name in enumerate(spoken)]
    return tuple(zip(names, found, strict=True))


def tables(settings: Settings) -> tuple[tuple[str, TextProvider], ...]:
    """Each provider by the table that names it."""
    second = settings.sms.second
    return (("sms", settings.sms), *((("sms.second", second),) if second is not None else ()))


def providers(settings: Settings) -> Says:
    """Doubts about what a provider is good for."""
    if settings.sms.provider == "notify":
        says = "GOV.UK Notify comes first, and may deliver a text up to 72 hours late: an old alarm as if it were new."
        yield says, "Make it the second provider, behind Twilio or a modem."
    kinds = [way.provider for way in settings.sms.ways]
    if len(set(kinds)) < len(kinds):
        says = f"Both providers of texts are {SPOKEN[kinds[0]]}: when it is down, both are."
        yield says, "Let the second be another."


def unencrypted(settings: Settings) -> Says:
    """Doubts about the way to a provider."""
    bases = [*((table, way.api_base) for table, way in tables(settings)), ("calls", settings.calls.api_base)]
    for table, base in bases:
        if base.startswith("http://") and not on_this_machine(base):
            yield f"{table}.api_base is unencrypted: the provider's token can be read on the way.", "Use https://."


def numbers(settings: Settings) -> Says:
    """Doubts about whom a text, or its answer, can reach."""
    given = [(f"contact {contact.id}", contact.phone) for contact in settings.contacts]
    given += [(f"resident {resident.id}", resident.phone) for resident in settings.residents]
    given += [(f"{table}.sender", way.sender) for table, way in tables(settings)]
    for who, phone in given:
        if phone and not valid_phone(phone):
            yield f"The number of {who}, {phone}, belongs to no known network.", "Ring it once."
    for contact in settings.contacts:
        yield from _texted(contact)
    yield from _abroad(settings)
    yield from _shared(settings)


def _texted(contact: Contact) -> Says:
    theirs = number(contact.phone or "")
    kind = number_type(theirs) if theirs is not None else None
    if kind in _LANDLINE and "text" in contact.ways:
        says = f"The number of contact {contact.id}, {contact.phone}, is a landline: a text may not arrive."
        yield says, 'Give the number of their mobile, or let them be called: ways = ["call"].'
    if kind in _NO_TELEPHONE:
        says = f"The number of contact {contact.id}, {contact.phone}, is no telephone of a person."
        yield says, "Give the number of their mobile."


def _abroad(settings: Settings) -> Says:
    """The hub is where its sender's number is; without one, where the resident's is."""
    own = next((p for p in (*(w.sender for _, w in tables(settings)), *(r.phone for r in settings.residents)) if p), "")
    home = number(own)
    for contact in settings.contacts:
        theirs = number(contact.phone or "")
        if home is not None and theirs is not None and theirs.country_code != home.country_code:
            land = region_code_for_country_code(theirs.country_code or 0)
            says = f"The number of contact {contact.id}, {contact.phone}, is in another country ({land})."
            yield says, "See that the provider may text there, and send a test."


def _shared(settings: Settings) -> Says:
    contacts = {contact.phone: contact.id for contact in settings.contacts if contact.phone}
    for resident in settings.residents:
        if resident.phone in contacts:
            says = f"Resident {resident.id} has the number of contact {contacts[resident.phone]}"
            what = "an answer from it is taken for the contact's, and withdraws no alarm."
            yield f"{says}: {what}", "Give each a number of their own, if they have one."
