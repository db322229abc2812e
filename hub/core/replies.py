"""What a texted reply means: which incident, and what its sender does. Pure reading, nothing is decided here.

Nothing may acknowledge or close an incident by accident. So a question, a wish or a "not" is never taken for an answer,
nor is what somebody else does; words that mean two things mean nothing, and the sender is asked again.
"""

import re
import unicodedata
from collections.abc import Iterable

from msgspec import Struct

from hub.core.languages import ENGLISH, Language, find
from hub.core.tongues import Meaning, Tongue, names_one_of, tongue
from hub.model.effects import Outcome
from hub.model.events import Does


class Reply(Struct, frozen=True):
    """A reply as it was understood. `does` is None if its words mean nothing to the hub.

    `code` is the reference in the text, also one that is not in use: then it can mean no incident, and not "any".
    `ambulance`: its sender also says that 999 was called.
    """

    code: str | None
    does: Does | None
    minutes: int | None = None
    outcome: Outcome | None = None
    ambulance: bool = False


DIGITS: dict[str, Meaning] = {"1": Meaning("acknowledge"), "2": Meaning("cannot"), "3": Meaning("with_resident")}

_CODE = re.compile(r"(?<![A-Za-z])([A-Za-z])([ \-]?)(\d{1,4})\b")
_ROAD = re.compile(r"\b(the|on|in|at|near|via|from|off|flat|a)\s+$", re.IGNORECASE)
"""Before a road or a postcode, not before a code: "on the M4", "stuck in N7"."""
_SLANG = frozenset({"m8", "b4", "l8", "w8", "h8", "u2", "k9"})


_KEY = re.compile(r"(?:[A-Za-z]\d{1,4}\W+)?[123](?:\W+\d{1,3})?(?:\W+[A-Za-z]\d{1,4})?\W*")
_BETWEEN = re.compile(r"(\d),(\d)")
_WITHIN = re.compile(r"(\d)[.:/](\d)")
"""1.5, 20:30 and 1/2 are no answers, and nothing is parted there."""
_PARTS = re.compile(r"[^.,;:!?\n]+[.,;:!?\n]*")
"""Statements and questions."""
MOST_READ = 1600
"""Ten parts, as much as a provider takes for one text."""


def read(
    text: str, codes: frozenset[str], language: Language | None = None, others: frozenset[str] = frozenset()
) -> Reply:  # fmt: skip
    """Read a reply in English, and in the sender's `language`.

    `codes` are the reference codes in use, so that a house number is not taken for one; `others` are the `names` of
    those who may have done what the sender only passes on.
    """
    tongues = tongues_of(language)
    text = _WITHIN.sub(r"\1x\2", unicodedata.normalize("NFKC", text[:MOST_READ]))
    text = _BETWEEN.sub(r"\1 \2", text)
    found, rest = codes_in(text, codes)
    if len(found) > 1:
        return Reply(None, None)
    code = next(iter(found), None)
    parts = [part for part in _PARTS.findall(rest) if part.strip()]
    said = _own(parts, tongues, others)
    asked = any("?" in part and not _statement(part, tongues) for part in parts)
    said, ambulance, with_crew = _ambulance(said, tongues, others)
    meanings = _meanings(said, tongues, asked=asked)
    meaning = _one(meanings | {Meaning("with_resident")} if with_crew else meanings)
    if ambulance:
        return _while_it_comes(code, meaning, _minutes(said, tongues))
    if meaning is None:
        return Reply(code, None)
    minutes = _minutes(said, tongues) if meaning.does in ("acknowledge", "travelling") else None
    return Reply(code, "travelling" if minutes else meaning.does, minutes, meaning.outcome)


def names(contacts: Iterable[str], sender: str) -> frozenset[str]:
    """How texts call other people than their sender: by their whole names, and by their first."""
    mine = _called(sender)
    return frozenset(name for each in contacts for name in _called(each) if len(name) > 1) - mine


def _called(name: str) -> frozenset[str]:
    whole = _plain(name)
    return frozenset({whole, *whole.split()[:1]})


def is_a_key(text: str) -> bool:
    """Whether somebody typed just what texts ask for: 1, 1 20 or 3, with a code or without."""
    return _KEY.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None


def says_well(text: str, language: Language | None = None) -> bool:
    """Whether a resident says nothing but that nobody is needed."""
    words = text.replace("’", "'").strip(" .!\n").lower()
    known = (find(ENGLISH).replies, language.replies if language is not None else None)
    return any(words in each.well for each in known if each is not None)


def tongues_of(language: Language | None) -> tuple[Tongue, ...]:
    """English, which everybody may answer in, and the sender's own language."""
    spoken = (find(ENGLISH).replies, language.replies if language is not None else None)
    return tuple(tongue(words) for words in dict.fromkeys(spoken) if words is not None)


def _own(parts: list[str], tongues: tuple[Tongue, ...], others: frozenset[str]) -> list[str]:
    """What is said, without what somebody else said or did: "Ben: with her", "Ben says he is there"."""
    said, anothers, quoted = list[str](), False, False
    for part in parts:
        words = _statement(part, tongues)
        if not words:
            continue
        if any(each.introduces(words, others) for each in tongues):
            if said and any(each.quotes(words, others) for each in tongues) and ":" not in part:
                said.pop()  # "called 999, says Ben"
            anothers, quoted = True, quoted or ":" in part
        elif any(each.quotes(words, others) for each in tongues):
            anothers = False
        else:
            # After "Ben." an "on my way" is the sender's all the same; after "Ben:" it is Ben's.
            if not quoted and not (anothers and not any(each.is_of_myself(words) for each in tongues)):
                said.append(words)
            anothers = False
    return said


def _ambulance(said: list[str], tongues: tuple[Tongue, ...], others: frozenset[str]) -> tuple[list[str], bool, bool]:
    """What else is said; whether 999 was called, without a doubt; and whether the crew is there with the sender."""
    rest, found, with_crew, anothers = [], False, False, False
    for words in said:
        mine = any(each.is_of_myself(words) for each in tongues)
        if anothers and not mine:
            rest.append(words)  # "Ben is with her, ambulance is here": with Ben
            continue
        anothers = names_one_of(words, others) and not mine
        without, crew = _without_ambulance(words, tongues, others)
        if without != words and not any(each.doubts(without) for each in tongues):
            found, with_crew = True, with_crew or crew
            rest.append(without)
        else:
            rest.append(words)
    return [words for words in rest if words], found, with_crew


def _without_ambulance(words: str, tongues: tuple[Tongue, ...], others: frozenset[str]) -> tuple[str, bool]:
    crew = False
    for each in tongues:
        words, there = each.without_ambulance(words, others)
        crew = crew or there
    return words, crew


def _while_it_comes(code: str | None, meaning: Meaning | None, minutes: int | None) -> Reply:
    """999 was called: nothing is over before the resident is in somebody's hands (ADR 0029)."""
    if meaning is None or (meaning.does == "close" and meaning.outcome != "taken to hospital"):
        return Reply(code, "ambulance", ambulance=True)
    minutes = minutes if meaning.does in ("acknowledge", "travelling") else None
    return Reply(code, "travelling" if minutes else meaning.does, minutes, meaning.outcome, ambulance=True)


def codes_in(text: str, codes: frozenset[str]) -> tuple[set[str], str]:
    """The codes in a text, and the text without them. A letter and a number apart are a code only at either end."""
    found, rest = set[str](), text
    for match in _CODE.finditer(text):
        code = (match[1] + match[3]).upper()
        before, after = text[: match.start()], text[match.end() :]
        apart = bool(match[2]) and bool(before.strip(" 0123456789")) and bool(after.strip(" .!0123456789"))
        if _ROAD.search(before) or apart or (match[0] in _SLANG and not _alone(before, after)):
            continue
        if code in codes or (not match[2] and not before[-1:].isdigit()):
            found.add(code)
            rest = rest.replace(match[0], " ", 1)
    return found, rest


def _alone(before: str, after: str) -> bool:
    """Whether a code stands with nothing but numbers round it."""
    return not (before + after).strip(" .!0123456789")


def _statement(part: str, tongues: tuple[Tongue, ...]) -> str:
    """A part of the reply in plain lower-case words without accents; nothing if it is a question."""
    words = _plain(part)
    return "" if "?" in part or any(tongue.asks(words) for tongue in tongues) else words


def _plain(text: str) -> str:
    words = re.sub(r"[‘’ʼ′´`]", "'", text.lower()).replace("can not", "cannot")
    words = "".join(char for char in unicodedata.normalize("NFKD", words) if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^a-z0-9' ]+", " ", words).split())


def _meanings(said: list[str], tongues: tuple[Tongue, ...], *, asked: bool) -> set[Meaning]:
    """Everything that is said. An end counts only if nothing in the whole text doubts it, in any language.

    Nor if there is a word that nobody foresaw: "spoke to mum, she is on the floor" must end nothing.
    """
    found = {meaning for words in said for meaning in _does(words, tongues)}
    ends = [end for tongue in tongues for end in tongue.ends(" . ".join(said))]
    if not ends:
        return found
    whole = " ".join(said)
    for each in tongues:
        whole = each.without_ends(whole)
    if Meaning("cannot") in found or any(words.startswith("2 ") for words in said):
        return set()
    beside = frozenset[str]().union(*(each.beside_end for each in tongues))
    more = [word for word in whole.split() if word not in beside and word not in DIGITS]
    doubtful = asked or bool(more) or any(each.doubts(whole) for each in tongues)
    return found if doubtful else {*found, ends[0]}


def _does(words: str, tongues: tuple[Tongue, ...]) -> set[Meaning]:
    """What one statement says that its sender does, apart from ending it."""
    if words[:1] in DIGITS and words[1:2] in ("", " "):
        digit = _digit(words, tongues)
        return set() if digit is None else {digit}
    return {meaning for each in tongues if (meaning := each.does(words)) is not None}


def _digit(words: str, tongues: tuple[Tongue, ...]) -> Meaning | None:
    """1, 2 or 3; 1 20 for "20 minutes"; words after it must say the same. "2 mins" and "3 of us" are no answers."""
    meaning, rest = DIGITS[words[0]], words[2:]
    number = meaning.does == "acknowledge" and any(each.minutes(rest) is not None for each in tongues)
    if number or any(each.is_polite(rest) for each in tongues):
        return meaning
    also = set() if rest[:1].isdigit() else _does(rest, tongues)
    return _one({meaning, *also}) if also else None


def _one(meanings: set[Meaning]) -> Meaning | None:
    """The one meaning; of two that go together the one that is safe to act on; none if they contradict each other."""
    does = {meaning.does for meaning in meanings}
    if does == {"acknowledge", "travelling"} or does == {"acknowledge", "travelling", "close"}:
        return Meaning("travelling")
    if len(meanings) == 2 and "close" in does and "cannot" not in does:
        kept = "close" if "with_resident" in does else next(iter(does - {"close"}))
        return next(meaning for meaning in meanings if meaning.does == kept)
    return next(iter(meanings)) if len(meanings) == 1 else None


def _minutes(said: list[str], tongues: tuple[Tongue, ...]) -> int | None:
    """How long they say that it takes them."""
    rest = [words[2:] if words[:2] == "1 " else words for words in said if words not in DIGITS]
    found = [minutes for words in rest if (minutes := _number(words, tongues)) is not None]
    return found[0] if len(found) == 1 else None


def _number(words: str, tongues: tuple[Tongue, ...]) -> int | None:
    return next((minutes for each in tongues if (minutes := each.minutes(words)) is not None), None)
