"""What a texted reply means: which incident, and what its sender does. Pure reading, nothing is decided here."""

import re

from msgspec import Struct

from hub.model.effects import Outcome
from hub.model.events import Does


class Reply(Struct, frozen=True):
    """A reply as it was understood. `does` is None if its words mean nothing to the hub."""

    code: str | None
    does: Does | None
    minutes: int | None = None
    outcome: Outcome | None = None


_CODE = re.compile(r"\b([A-Z])\s?(\d{1,4})\b", re.IGNORECASE)
_NUMBERS = re.compile(r"\b\d{1,3}\b")
_SPACES = re.compile(r"[^a-z0-9' ]+")

WORDS: tuple[tuple[str, Does, Outcome | None], ...] = (
    ("spoke to", "close", "spoke to them"),
    ("spoken to", "close", "spoke to them"),
    ("999 called", "close", "ambulance"),
    ("called 999", "close", "ambulance"),
    ("ambulance called", "close", "ambulance"),
    ("no access", "close", "no access"),
    ("false alarm", "close", "false alarm"),
    ("all ok", "close", "helped"),
    ("all okay", "close", "helped"),
    ("all well", "close", "helped"),
    ("she is fine", "close", "helped"),
    ("he is fine", "close", "helped"),
    ("not going", "cannot", None),
    ("cannot", "cannot", None),
    ("can't", "cannot", None),
    ("cant", "cannot", None),
    ("can not", "cannot", None),
    ("there now", "with_resident", None),
    ("i am there", "with_resident", None),
    ("i'm there", "with_resident", None),
    ("with her", "with_resident", None),
    ("with him", "with_resident", None),
    ("with them", "with_resident", None),
    ("on my way", "travelling", None),
    ("on the way", "travelling", None),
    ("i am going", "acknowledge", None),
    ("i'm going", "acknowledge", None),
    ("going", "acknowledge", None),
)
"""Plain words (behaviour 11). The first that fits counts, so the longer and the more cautious come first."""

DIGITS: dict[str, Does] = {"1": "acknowledge", "2": "cannot", "3": "with_resident"}
NEGATED = re.compile(r"\b(not|isn't|aren't|don't|won't|never|no longer)\b")
"""A word that may turn the meaning round; "not all ok" must never close an incident."""


def read(text: str, codes: frozenset[str]) -> Reply:
    """Read a reply. `codes` are the reference codes in use, so that a house number is not taken for one."""
    code, rest = _take_code(text, codes)
    words = " ".join(_SPACES.sub(" ", rest.lower().replace("’", "'")).split())
    if words[:1] in DIGITS and (len(words) == 1 or not words[1].isdigit()):
        return _digit(code, words)
    for phrase, does, outcome in WORDS:
        if re.search(rf"(?<![a-z]){re.escape(phrase)}(?![a-z])", words):
            return _phrase(code, words, phrase, does, outcome)
    return Reply(code, None)


def _take_code(text: str, codes: frozenset[str]) -> tuple[str | None, str]:
    for match in _CODE.finditer(text):
        code = (match.group(1) + match.group(2)).upper()
        if code in codes:
            return code, text[: match.start()] + " " + text[match.end() :]
    return None, text


def _digit(code: str | None, words: str) -> Reply:
    """1, 2 or 3, and 1 20 for "20 minutes"; a digit followed by other words is not taken for an answer."""
    does, rest = DIGITS[words[0]], words[1:].split()
    minutes = int(rest[0]) if rest and _NUMBERS.fullmatch(rest[0]) else None
    if does == "acknowledge" and minutes is not None and rest[1:] in ([], ["min"], ["mins"], ["minutes"]):
        return Reply(code, "travelling", minutes=minutes)
    return Reply(code, does if not rest else None)


def _phrase(code: str | None, words: str, phrase: str, does: Does, outcome: Outcome | None) -> Reply:
    if does != "cannot" and NEGATED.search(words.replace(phrase, " ")):
        return Reply(code, None)
    minutes = _NUMBERS.search(words) if does in ("travelling", "acknowledge") else None
    if minutes is not None:
        return Reply(code, "travelling", minutes=int(minutes.group()))
    return Reply(code, does, outcome=outcome)
