"""Who is called by telephone, and can they be? What must hold of that in the settings, and what is worth a doubt."""

import re
from collections.abc import Iterator

from hub.model.household import Contact, Secret, Settings, TextProvider
from hub.model.ids import CENTRE
from hub.settings.place import Place, shown

_FLOW = re.compile(r"FW[0-9a-fA-F]{32}")
SCREEN = "console"


def flow(text: str) -> str:
    """What a flow's name should be, if it is not one."""
    return "" if not text or _FLOW.fullmatch(text) else "FW and 32 hexadecimal digits, as Twilio shows it"


def sender(settings: Settings) -> str:
    """The number from which calls come: that of [calls], else that of the texts, if a telephone can show it."""
    texts = _twilio(settings).sender
    return settings.calls.sender or (texts if texts.startswith("+") else "")


def account(settings: Settings) -> str:
    """The Twilio account: that of [calls], else that of the texts."""
    return settings.calls.account or _twilio(settings).account


def token(settings: Settings) -> Secret | None:
    """Where the token of that account is."""
    return settings.calls.token or _twilio(settings).token


def _twilio(settings: Settings) -> TextProvider:
    """The texts' own Twilio account; an empty one if they go another way."""
    providers = (settings.sms, settings.sms.second)
    return next((way for way in providers if way is not None and way.provider == "twilio"), TextProvider())


def possible(settings: Settings) -> bool:
    """Whether calls can be made, or are shown on the screen instead."""
    return bool(settings.calls.flow) or settings.sms.provider == SCREEN


def are_whole(settings: Settings, place: Place) -> None:
    """SettingsError if a contact's ways say nothing, or if somebody can only be called and nobody can be."""
    for index, contact in enumerate(settings.contacts):
        _ways(settings, contact, place.key("contacts").item(index).key("ways"))
    if settings.calls.flow:
        for name, given in (("sender", sender), ("account", account), ("token", token)):
            if not given(settings):
                raise (place.key("calls").key(name).refuse("nothing, nor in [sms]", "a value, since there is a flow"))


def _ways(settings: Settings, contact: Contact, place: Place) -> None:
    if not contact.ways:
        raise place.refuse("an empty list", "at least one of text, call")
    for index, way in enumerate(contact.ways):
        if way in contact.ways[:index]:
            raise place.item(index).refuse(f"{shown(way)} again", "each way once", place)
    if "text" not in contact.ways and not possible(settings):
        raise place.refuse('only "call", and no calls.flow', 'a flow in [calls], or "text" among the ways', place)


def only_called(settings: Settings) -> set[str]:
    """Contacts who are never texted."""
    return {contact.id for contact in settings.contacts if "text" not in contact.ways}


def nights(settings: Settings, called: str, told: set[str]) -> Iterator[tuple[str, str]]:
    """The doubt that a ladder wakes nobody: what it says, and what to do. `told`: whoever stands on that ladder."""
    contacts = [contact for contact in settings.contacts if contact.id in told and contact.phone]
    if contacts and CENTRE not in told and not any("call" in contact.ways for contact in contacts):
        says = f"At night everybody on {called} is reached by text only, and a text wakes nobody."
        yield says, 'Add "call" to the ways of somebody who sleeps, and set up [calls].'


def people(settings: Settings) -> Iterator[tuple[str, str]]:
    """Doubts about those who are called: what each says, and what to do."""
    for contact in settings.contacts:
        if "call" in contact.ways and not possible(settings):
            says = f'Contact "{contact.id}" is to be called at night, and there is no calls.flow: only a text is sent.'
            yield says, "Set up [calls]: docs/calls.md says how."
    heard = set(settings.notices.tell if settings.notices else ())
    for name in sorted(heard & only_called(settings)):
        says = f'Contact "{name}" is only called, and notices are only texted: they hear none.'
        yield says, "Name somebody in [notices] who reads texts."
