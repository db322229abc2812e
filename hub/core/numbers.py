"""Whose number is that? A network may hand on a number as people of its own country write it: 07700 900111."""

from collections.abc import Iterable

import phonenumbers


def digits(number: str) -> str:
    """A phone number as it is compared: its digits only."""
    return number[1:] if number[1:].isdigit() and number[0] == "+" else "".join(filter(str.isdigit, number))


def spellings(numbers: Iterable[str], here: str) -> dict[str, str]:
    """The digits of other spellings of these numbers, and which of them each is. Never one that may be two of them.

    `here` is a number of the country whose networks bring the texts: only its numbers lack their country's code there.
    """
    known = dict.fromkeys(numbers)
    found: dict[str, str | None] = {digits(number): None for number in known}
    country = _country(here)
    for number in known:
        for spelling in _others(number, country):
            found[spelling] = None if spelling in found else number
    return {spelling: number for spelling, number in found.items() if number is not None}


def _others(number: str, country: int | None) -> Iterable[str]:
    yield f"00{digits(number)}"
    if country is not None and _country(number) == country:
        national = phonenumbers.PhoneNumberFormat.NATIONAL
        yield digits(phonenumbers.format_number(phonenumbers.parse(number), national))


def _country(number: str) -> int | None:
    try:
        return phonenumbers.parse(number).country_code
    except phonenumbers.NumberParseException:
        return None
