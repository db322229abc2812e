"""The contact card (vCard) by which somebody's telephone knows the service, and lets it through when silenced."""

from collections.abc import Iterator

from hub.core import wording_card
from hub.core.home import Home
from hub.core.speech import speaker
from hub.model.household import Contact, Settings
from hub.settings import calls

FOLDED = 75
"""Bytes of a line; a longer one goes on after a space in the next (RFC 2426, 2.6)."""


def numbers(settings: Settings) -> tuple[str, ...]:
    """Every number from which the service texts or calls, each once."""
    texts = [way.sender for way in settings.sms.ways]
    known = [*texts, calls.sender(settings) if settings.calls.flow else ""]
    return tuple(dict.fromkeys(number for number in known if number.startswith("+")))


def card(settings: Settings, contact: Contact) -> str:
    """The card for one contact, in their language. Version 3.0: every telephone reads it."""
    to = speaker(Home(settings), contact.id)
    name = escaped(wording_card.name(to))
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{name};;;;", f"FN:{name}"]
    lines += [f"TEL;TYPE=CELL:{number}" for number in numbers(settings)]
    lines += [f"NOTE:{escaped(wording_card.note(to))}", "END:VCARD"]
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def escaped(text: str) -> str:
    """A value as a vCard holds it."""
    text = text.replace("\\", "\\\\").replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return text.replace(",", "\\,").replace(";", "\\;")


def folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 bytes, none of which cuts a letter in two."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > FOLDED:
            yield piece
            piece = " "
        piece += letter
    yield piece
