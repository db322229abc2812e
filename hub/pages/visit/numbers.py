"""Telephone numbers as people type them, and what is odd about one that is allowed all the same."""

from hub.pages.visit.step import Words
from hub.pages.words import later
from hub.settings.rules import possible_phone, valid_phone

COUNTRY = {"Europe/London": "+44", "Europe/Belfast": "+44", "Europe/Jersey": "+44", "Europe/Isle_of_Man": "+44",
           "Europe/Guernsey": "+44", "Europe/Dublin": "+353"}  # fmt: skip
"""What replaces the leading 0, by the clocks of the home. Elsewhere the country is typed."""
BETWEEN = str.maketrans("", "", " -()./\N{NO-BREAK SPACE}")


def typed(text: str, timezone: str) -> str:
    """A number as the settings have it: "07700 900111" is "+447700900111" in London. What it cannot read stays."""
    plain = text.translate(BETWEEN)
    if plain.startswith("00") and plain.isdigit():
        return f"+{plain[2:]}"
    if plain.startswith("0") and plain.isdigit() and timezone in COUNTRY:
        return COUNTRY[timezone] + plain[1:]
    return plain


def doubt(number: str | None) -> Words | None:
    """What a careful colleague would ask about a number that is written rightly."""
    if number is None or not possible_phone(number) or valid_phone(number):
        return None
    return Words(later("No network has given this number to anybody, as far as is known. Call it, to be sure."))
