"""What a texted reply means: which incident, and what its sender does. Pure reading, nothing is decided here.

Nothing may acknowledge or close an incident by accident. So a question, a wish or a "not" is never taken for an answer,
nor is what somebody else does; words that mean two things mean nothing, and the sender is asked again.
"""

import re
import unicodedata

from msgspec import Struct

from hub.model.effects import Outcome
from hub.model.events import Does


class Reply(Struct, frozen=True):
    """A reply as it was understood. `does` is None if its words mean nothing to the hub.

    `code` is the reference in the text, also one that is not in use: then it can mean no incident, and not "any".
    """

    code: str | None
    does: Does | None
    minutes: int | None = None
    outcome: Outcome | None = None


class Meaning(Struct, frozen=True):
    """What a part of a reply says its sender does."""

    does: Does
    outcome: Outcome | None = None


DIGITS: dict[str, Meaning] = {"1": Meaning("acknowledge"), "2": Meaning("cannot"), "3": Meaning("with_resident")}

HER = "(her|him|them|mum|mom|dad|mother|father|nan|nana|gran|granny|grandma|grandad|auntie)"
_ENDS: tuple[tuple[str, Outcome], ...] = (
    ("999 called|(called|rang|phoned) 999|ambulance (called|here|is here)", "ambulance"),
    ("no access", "no access"),
    ("false alarm", "false alarm"),
    (rf"(spoke|spoken|talked) (to|with) {HER}", "spoke to them"),
    ("all (ok|okay|well|fine|good)|(she|he) is (fine|ok|okay|well)|(she's|he's) (fine|ok|okay|well)", "helped"),
)
ENDS = tuple((re.compile(rf"(?<![a-z0-9'])(?:{phrase})(?![a-z0-9'])"), outcome) for phrase, outcome in _ENDS)
"""Words that end an incident (behaviour 11). If there are several, the first of these says most."""

I = r"(?:(?:i|am|i'm|im|we|are|we're|now|just|already|ok|okay|yes|yep|yeah|hi|hello|still|and|right|so|also|thanks) )*"  # noqa: E741
"""What may stand before what the sender does: nobody but the sender."""

HERE = re.compile(
    rf"{I}(?:there now|here now|got here|(?:am|i'm|im|are|we're) (?:there|here)|with (?:her|him|them))(?: .*)?"
)
ON_THE_WAY = re.compile(rf"{I}(?:on (?:my|our|the) way|omw)(?P<rest>(?: .*)?)")
GOING = re.compile(rf"{I}(?:going|coming|(?:i'll|ill|will|i will) (?:go|come))(?P<rest>(?: .*)?)")
GOING_WHERE = re.compile(
    r"(?: (?:now|there|over|round|too|straight|away|asap|at|once|thanks|to (?:her|him|them|see|check|help|be there)"
    r"(?: (?:on )?(?:her|him|them))?|(?:in )?(?:about )?\d{1,3}(?: ?(?:m|min|mins|minutes|hours?))?))*"
)
"""Where somebody goes who answers an alarm. To bed, to work or to ring somebody later is no answer."""
ELSEWHERE = re.compile(
    r" (?:back )?home\b.*| to (?:work|bed|school|town|church|lunch|dinner|a|my|the (?!house|flat|door)).*"
)
CANNOT = re.compile(
    r"(?P<who>.*?)\b(?:not (?:going|coming)(?! to)|(?:cannot|can't|cant|unable)"
    r"(?! (?:get|see|hear|find|reach|wake|talk|believe|open|stop|tell)))\b.*"
)
MYSELF = re.compile(
    r".*\b(?:i|i'm|im|i've|we|we're|am)\b.*|(?:(?:sorry|no|so|and|really|afraid|still|stuck|away|abroad|on|holiday|out|in|at"
    r"|work|bed|today|tonight|now|just|hi|ok)(?: |$))*"
)
"""What stands before a "cannot" that is the sender's own."""
NEGATED = re.compile(r"\b(no|not|nobody|nothing|none|never|without|cannot|[a-z]+n't|cant|dont|isnt|wasnt|havent)\b")
UNSURE = re.compile(
    r"\b(hope|hopefully|if|whether|think|thought|maybe|perhaps|might|may|would|could|should|unless|until|when|after|later|"
    r"tomorrow|check|checking|let|know|tell|ask|asking|please|seems|sounds|but|except|however|nearly|almost|yet|will|"
    r"i'll|someone|somebody|anyone|anybody|you|who|need|needs|was|want|get|make|sure)\b"
)
ASKS = re.compile(
    r"(?:(?:is|are|was|were|do|does|did|has|could|should|would)(?:n't)?|am i|can|shall|who|what|why|how|when|where)"
    r"(?![a-z'])"
)
POLITE = re.compile(r"(?:(?:please|thanks|thank|you|ok|okay|yes|sorry|ta|cheers|hi|hello|x|xx|xxx)(?: |$))*")
MINUTES = re.compile(r"(?:^| )(\d{1,3}) ?(?:m|min|mins|minutes)\b|^(?: ?in| ?about| ?eta)* ?(\d{1,3})$")
MOST_MINUTES = 240
"""Somebody who needs longer than this is not going now. 999 is never a number of minutes."""

_CODE = re.compile(r"(?<![A-Za-z])([A-Za-z])([ \-]?)(\d{1,4})\b")
_ROAD = re.compile(r"\b(the|on|in|at|near|via|from|off|flat|a)\s+$", re.IGNORECASE)
"""Before a road or a postcode, not before a code: "on the M4", "stuck in N7"."""
_SLANG = frozenset({"m8", "b4", "l8", "w8", "h8", "u2", "k9"})


_BETWEEN = re.compile(r"(\d),(\d)")
_WITHIN = re.compile(r"(\d)[.:/](\d)")
"""1.5, 20:30 and 1/2 are no answers, and nothing is parted there."""
_PARTS = re.compile(r"[^.,;:!?\n]+[.,;:!?\n]*")
"""Statements and questions."""
MOST_READ = 1600
"""Ten parts, as much as a provider takes for one text."""


def read(text: str, codes: frozenset[str]) -> Reply:
    """Read a reply. `codes` are the reference codes in use, so that a house number is not taken for one."""
    text = _WITHIN.sub(r"\1x\2", unicodedata.normalize("NFKC", text[:MOST_READ]))
    text = _BETWEEN.sub(r"\1 \2", text)
    found, rest = _codes(text, codes)
    if len(found) > 1:
        return Reply(None, None)
    code = next(iter(found), None)
    parts = [part for part in _PARTS.findall(rest) if part.strip()]
    said = [words for part in parts if (words := _statement(part))]
    meaning = _one(_meanings(said, any_question=any(not _statement(p) and "?" in p for p in parts)))
    if meaning is None:
        return Reply(code, None)
    minutes = _minutes(said) if meaning.does in ("acknowledge", "travelling") else None
    return Reply(code, "travelling" if minutes else meaning.does, minutes, meaning.outcome)


def _codes(text: str, codes: frozenset[str]) -> tuple[set[str], str]:
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


def _statement(part: str) -> str:
    """A part of the reply in plain lower-case words; nothing if it is a question."""
    words = re.sub(r"[‘’ʼ′´`]", "'", part.lower()).replace("can not", "cannot")
    words = " ".join(re.sub(r"[^a-z0-9' ]+", " ", words).split())
    return "" if "?" in part or ASKS.match(words) else words


def _meanings(said: list[str], *, any_question: bool) -> set[Meaning]:
    """Everything that is said. An end counts only if nothing in the whole text doubts it."""
    found = {meaning for words in said if (meaning := _meaning(words)) is not None}
    ends = [Meaning("close", outcome) for phrase, outcome in ENDS if any(phrase.search(words) for words in said)]
    if not ends:
        return found
    whole = " ".join(said)
    for phrase, _ in ENDS:
        whole = phrase.sub(" ", whole)
    if Meaning("cannot") in found or any(words.startswith("2 ") for words in said):
        return set()
    doubtful = any_question or NEGATED.search(whole) or UNSURE.search(whole)
    return found if doubtful else {*found, ends[0]}


def _meaning(words: str) -> Meaning | None:
    """What one statement says that its sender does, apart from ending it."""
    if words[:1] in DIGITS and words[1:2] in ("", " "):
        return _digit(words)
    cannot = CANNOT.fullmatch(words)
    if cannot is not None:
        return Meaning("cannot") if MYSELF.fullmatch(cannot["who"].strip()) else None
    going = GOING.fullmatch(words)
    if going is not None:
        return Meaning("acknowledge") if GOING_WHERE.fullmatch(going["rest"]) else None
    if NEGATED.search(words) or UNSURE.search(words):
        return None
    if HERE.fullmatch(words):
        return Meaning("with_resident")
    way = ON_THE_WAY.fullmatch(words)
    return Meaning("travelling") if way is not None and not ELSEWHERE.fullmatch(way["rest"]) else None


def _digit(words: str) -> Meaning | None:
    """1, 2 or 3; 1 20 for "20 minutes"; words after it must say the same. "2 mins" and "3 of us" are no answers."""
    meaning, rest = DIGITS[words[0]], words[2:]
    if POLITE.fullmatch(rest) or (meaning.does == "acknowledge" and _number(rest) is not None):
        return meaning
    also = None if rest[:1].isdigit() else _meaning(rest)
    return None if also is None else _one({meaning, also})


def _one(meanings: set[Meaning]) -> Meaning | None:
    """The one meaning; of two that go together the one that is safe to act on; none if they contradict each other."""
    does = {meaning.does for meaning in meanings}
    if does == {"acknowledge", "travelling"} or does == {"acknowledge", "travelling", "close"}:
        return Meaning("travelling")
    if len(meanings) == 2 and "close" in does and "cannot" not in does:
        kept = "close" if "with_resident" in does else next(iter(does - {"close"}))
        return next(meaning for meaning in meanings if meaning.does == kept)
    return next(iter(meanings)) if len(meanings) == 1 else None


def _minutes(said: list[str]) -> int | None:
    """How long they say that it takes them."""
    rest = [words[2:] if words[:2] == "1 " else words for words in said if words not in DIGITS]
    found = [minutes for words in rest if (minutes := _number(words)) is not None]
    return found[0] if len(found) == 1 else None


def _number(words: str) -> int | None:
    for phrase in (ON_THE_WAY, GOING):
        match = phrase.fullmatch(words)
        words = match["rest"].strip() if match else words
    match = MINUTES.search(words)
    minutes = int(match[1] or match[2]) if match else 0
    return minutes if 0 < minutes <= MOST_MINUTES else None
