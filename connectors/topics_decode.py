"""What a message on a topic of the settings says. Pure: bytes in, devices' words and complaints out; no exception."""

import math
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec import Struct

from connectors.bad_input import BadInput, shown
from hub.model.events import LEVELS, PRESSES, UNITS, Said
from hub.model.household import Topic
from hub.model.ids import DeviceId

LARGEST = 256 * 1024
"""Bytes. What a program says of a sensor is a few hundred."""
LONGEST_WORD = 64
"""Characters of a press's own word that are kept: it is for people to read."""
NO_VALUE = frozenset({"", "unknown", "unavailable", "none", "null", "nan"})
"""What Home Assistant and its like say in the place of a value. A word of the settings goes before these."""
NOT_THERE = "unavailable"
"""The one of them that also speaks of a button: `unknown` is merely a button that was never pressed."""
PERCENT = (0.0, 100.0)
EARLIEST, LATEST = datetime(2015, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
AVAILABILITY = "heard"
"""The kind that with words tells whether a device answers, and without is a sign of life."""


class Told(Struct, frozen=True, kw_only=True):
    """What one message says of one device.

    `has`: the program has a value of it, has lost it, or says neither (None). `answers`: what it says outright of
    whether the device answers. `seen`: when a press happened, if the message is the moment of it.
    """

    device: DeviceId
    said: tuple[Said, ...] = ()
    has: bool | None = None
    answers: bool | None = None
    seen: datetime | None = None


class Understood(Struct, frozen=True):
    """What a message said, device by device, and what in it could not be read."""

    told: tuple[Told, ...]
    complaints: tuple[BadInput, ...] = ()


def decode(topics: Iterable[Topic], payload: bytes) -> Understood:
    """What a message says to all entries of the settings with its topic."""
    if len(payload) > LARGEST:
        return Understood((), (BadInput("message too large", f"{len(payload)} bytes"),))
    message = _Message(payload.decode(errors="replace"))
    found: dict[DeviceId, list[_Answer]] = {}
    for topic in topics:
        found.setdefault(topic.device, []).append(_answer(topic, message.value(topic.path), message.complain))
    told = tuple(_told(device, answers) for device, answers in found.items())
    message.nothing_at_any_path()
    return Understood(told, tuple(message.complaints))


class _Absent:
    """There is no such value in the message."""


_ABSENT = _Absent()
_Complain = Callable[[str, Any], None]


class _Message:
    """One message: its values by path, and what is wrong with it."""

    def __init__(self, text: str) -> None:
        self.text = text.strip()
        self.complaints: list[BadInput] = []
        self._found = False
        self._missed: str | None = None
        self._document: Any = None
        self._read = False

    def value(self, path: str) -> Any:
        """The value at a path; without a path the whole message, as text."""
        if not path:
            self._found = True
            return _unquoted(self.text)
        if self.text.lower() in NO_VALUE:
            return self.text
        found = _find(self._json(), path)
        if isinstance(found, _Absent):
            self._missed = path
        else:
            self._found = True
        return found

    def complain(self, what: str, value: Any) -> None:
        """Something in the message cannot be read."""
        self.complaints.append(BadInput(what, shown(value)))

    def nothing_at_any_path(self) -> None:
        """A message may hold some of what is asked for; one that holds none of it is not what the settings say."""
        if self._missed is not None and not self._found and not self.complaints:
            self.complain(f"no value at {self._missed}", self.text)

    def _json(self) -> Any:
        if not self._read:
            self._read = True
            try:
                self._document = msgspec.json.decode(self.text)
            except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
                self._document = _ABSENT
                self.complain("malformed JSON", self.text)
        return self._document


def _find(document: Any, path: str) -> Any:
    for name in path.split("."):
        if isinstance(document, dict):
            document = document.get(name, _ABSENT)
        elif isinstance(document, list) and name.isascii() and name.isdecimal() and len(name) <= len(str(LARGEST)):
            document = document[int(name)] if int(name) < len(document) else _ABSENT
        else:
            return _ABSENT
    return document


def _unquoted(text: str) -> str:
    """A message that is one JSON text, without its quotes: so Home Assistant streams attributes."""
    if not (len(text) > 1 and text[0] == text[-1] == '"'):
        return text
    try:
        return msgspec.json.decode(text, type=str).strip()
    except (msgspec.DecodeError, UnicodeEncodeError):
        return text


class _Answer(Struct, frozen=True):
    """What one entry of the settings makes of a message. `speaks`: the device is there, though it says no more."""

    said: Said | None = None
    lost: bool = False
    speaks: bool = False
    answers: bool | None = None
    seen: datetime | None = None


_NOTHING, _LOST, _SPEAKS = _Answer(), _Answer(lost=True), _Answer(speaks=True)


def _answer(topic: Topic, value: Any, complain: _Complain) -> _Answer:
    if isinstance(value, _Absent):
        return _NOTHING
    word = _word(value)
    if topic.kind in PRESSES:
        return _press(topic, value, word)
    if word is not None and word in _words(topic.on):
        return _says_so(topic, True)
    if word is not None and word in _words(topic.off):
        return _says_so(topic, False)
    if word in NO_VALUE:
        return _LOST
    if topic.kind == AVAILABILITY and not topic.on:
        return _SPEAKS
    return _number(topic, value, complain) if topic.kind in UNITS else _unclear(topic, value, complain)


def _word(value: Any) -> str | None:
    """A value as words of the settings are compared with it; None if it is nested."""
    if value is None:
        return ""
    if isinstance(value, (dict, list)):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value) if abs(value) < 1e15 else value
    return str(value).strip().lower()


def _words(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.strip().lower() for word in words)


def _says_so(topic: Topic, so: bool) -> _Answer:
    return _Answer(answers=so) if topic.kind == AVAILABILITY else _Answer(said=Said(topic.kind, so))


def _unclear(topic: Topic, value: Any, complain: _Complain) -> _Answer:
    complain(f"{topic.kind}: neither a word of on nor of off", value)
    return _NOTHING


def _press(topic: Topic, value: Any, word: str | None) -> _Answer:
    """A word of `on`, or without words whatever is not empty, is a press. A button that is let go only speaks."""
    if word == NOT_THERE and word not in _words(topic.on):
        return _LOST
    if topic.on:
        return _pressed(topic, value) if word is not None and word in _words(topic.on) else _silent(word)
    if word in NO_VALUE or word == "false" or (word is not None and word in _words(topic.off)):
        return _silent(word)
    return _pressed(topic, value)


def _silent(word: str | None) -> _Answer:
    return _NOTHING if word in NO_VALUE else _SPEAKS


def _pressed(topic: Topic, value: Any) -> _Answer:
    text = value if isinstance(value, str) else "pressed"
    shown = " ".join("".join(c if c.isprintable() else " " for c in text[:LONGEST_WORD]).split())
    return _Answer(said=Said(topic.kind, shown or "pressed"), seen=None if topic.on else _moment(text))


def _moment(text: str) -> datetime | None:
    """When it was pressed, if the message is that moment: the state of an event in Home Assistant."""
    try:
        moment = datetime.fromisoformat(text.strip())
        moment = moment.astimezone(UTC) if moment.tzinfo is not None else LATEST
    except (ValueError, OverflowError):
        return None
    return moment if EARLIEST <= moment < LATEST else None


def _number(topic: Topic, value: Any, complain: _Complain) -> _Answer:
    number = _float(value)
    scaled = math.nan if number is None else number * topic.scale
    if not math.isfinite(scaled):
        complain(f"{topic.kind} is not a number", value)
    elif topic.kind == "battery" and not PERCENT[0] <= scaled <= PERCENT[1]:
        complain("battery is not a percentage", value)
    else:
        return _Answer(said=Said(topic.kind, scaled))
    return _NOTHING


def _float(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        return float(value)
    except (ValueError, OverflowError):
        return None


def _told(device: DeviceId, answers: list[_Answer]) -> Told:
    said = _merged(answer.said for answer in answers if answer.said is not None)
    speaks = bool(said) or any(answer.speaks for answer in answers)
    lost = any(answer.lost for answer in answers)
    return Told(
        device=device,
        said=said or ((Said("heard", True),) if speaks else ()),
        has=True if speaks else False if lost else None,
        answers=next((answer.answers for answer in answers if answer.answers is not None), None),
        seen=next((answer.seen for answer in answers if answer.seen is not None), None),
    )


def _merged(said: Iterable[Said]) -> tuple[Said, ...]:
    """One reading of each kind: of several that speak of the same level, one that is true counts."""
    kept: dict[str, Said] = {}
    for each in said:
        before = kept.get(each.kind)
        if before is None or (each.value is True and each.kind in LEVELS | {"contact", "motion", "presence"}):
            kept[each.kind] = each
    return tuple(kept.values())
