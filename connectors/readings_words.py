"""The words of a recording: which kind a row speaks of, and what its value means."""

from hub.model.events import PRESSES, READING_KINDS, Said, Value

_NUMBERS = frozenset({"battery", "temperature", "humidity", "illuminance", "power"})
"""Kinds whose number is kept; for all others a number means on (not 0) or off (0)."""
_ON = frozenset({
    "on", "begin", "open", "opened", "true", "yes", "present", "active", "start", "in", "detected", "occupied",
    "pressed",
})  # fmt: skip
_OFF = frozenset({
    "off", "end", "close", "closed", "false", "no", "absent", "inactive", "stop", "out", "clear", "unoccupied",
    "vacant", "released",
})  # fmt: skip
_DONE = frozenset({"end", "stop"})
"""Of what somebody did, the end is seen as its beginning is: getting up ends sleeping. An "off" may be a timer's."""
_OTHER_NAMES = {"door": "contact", "reed": "contact", "light": "light_switch"}
"""What some recordings call a kind that the hub has."""
_KINDS = {kind.replace(" ", "_"): kind for kind in READING_KINDS} | _OTHER_NAMES


def kind_of(word: str) -> str | None:
    """The kind of reading that a recording's word names, or None if there is no such kind."""
    return _KINDS.get(_plain(word))


def measures(word: str, value: str) -> bool:
    """True if such a value measures something, so that it is nobody's doing: how bright it is, or how strong a signal.

    Asked of kinds that the hub does not have, and of "light": of all others it is known what a number means.
    """
    if _plain(word) in _KINDS and _plain(word) != "light":
        return False
    return is_number(value) and float(value) not in (0, 1)


def is_number(word: str) -> bool:
    """True if the value is a number, and no word."""
    value = _value(word.strip())
    return value is not None and not isinstance(value, bool)


def _plain(word: str) -> str:
    return word.strip().lower().replace(" ", "_")


def as_said(kind: str, word: str) -> Said | None:
    """What a value means for its kind, or None if it means nothing. The end of a press is only a sign of life."""
    value = _value(word.strip())
    if value is None:
        return _pressed(kind, word) if kind in PRESSES else None
    if kind in PRESSES:
        return Said(kind, word.strip()) if value else Said("heard", True)
    if kind in _NUMBERS:
        return Said(kind, value) if kind == "power" or not isinstance(value, bool) else None
    return Said(kind, bool(value) or (kind == "activity" and word.strip().lower() in _DONE))


def _pressed(kind: str, word: str) -> Said | None:
    return Said(kind, word.strip()) if word.strip() else None


def _value(word: str) -> Value | None:
    plain = word.lower()
    if plain in _ON:
        return True
    if plain in _OFF:
        return False
    try:
        number = float(plain)
    except ValueError:
        return None
    return number if abs(number) < 1e9 else None  # "nan" and "inf" are no readings either
