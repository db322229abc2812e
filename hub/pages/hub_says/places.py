"""What may stand in the places of the hub's own sentences on pages, beside what stands in those of texts."""

import re
from collections.abc import Callable

from hub.core.recognising import Place, Says
from hub.core.sentences import NAME, PLACES
from hub.model.kinds import KINDS
from hub.pages.hub_says.times import times
from hub.pages.words import later

OUTCOMES = {
    "helped": later("all are well"), "spoke to them": later("spoke to them"), "ambulance": later("an ambulance came"),
    "taken to hospital": later("taken to hospital"), "no access": later("nobody could get in"),
    "false alarm": later("false alarm"), "test": later("it was a test"),
    "cancelled by resident": later("cancelled by the resident"), "restored": later("it is as it should be again"),
    "died": later("the resident has died"), "moving again": later("movement was seen again"),
    "service ended": later("the service has ended"), "visit made": later("the visit was made"),
    "visit missed": later("the visit was missed"), "visit not seen": later("the visit was not seen"),
}  # fmt: skip
PURPOSES = {
    "alarm": later("to ask whether they go"), "question": later("to ask how it goes"),
    "news": later("to tell the news"),
    "outcome": later("to tell how it ended"), "notice": later("to tell of it"), "answer": later("to answer"),
    "access": later("to tell how to get in"), "test": later("as a test"),
}  # fmt: skip
WAS = {
    "pressed by mistake": later("pressed by mistake"), "a sensor was wrong": later("a sensor was wrong"),
    "somebody else was there": later("somebody else was there"), "a pet": later("a pet"),
    "they were out": later("nobody was at home"), "they slept longer": later("they slept longer"),
    "a test that nobody had said": later("a test that nobody had said"), "something else": later("something else"),
    "they sat down hard": later("they sat down hard"), "they stumbled": later("they stumbled"),
    "it was dropped": later("it was dropped"), "it was taken off": later("it was taken off"),
}  # fmt: skip
MEANT = {
    "life": later("what is about life"), "urgent": later("what is urgent"), "advice": later("advice"),
    "technical": later("equipment"), "daily": later("daily"), "everything": later("everything"), "none": later("none"),
    "the home": later("the home"),
}  # fmt: skip
"""What a ladder is meant for, beside kinds and rooms."""


def _of(table: dict[str, str]) -> Place:
    return Place("|".join(map(re.escape, sorted(table, key=len, reverse=True))), lambda to, words: to.say(table[words]))


def _each(separator: str, said: Callable[[Says, str], str]) -> Callable[[Says, str], str]:
    return lambda to, words: separator.join(said(to, each) for each in words.split(separator))


def _party(to: Says, words: str) -> str:
    return to.word(words) if words in ("the centre", "nobody", "the home") else words


def _parties(to: Says, words: str) -> str:
    *first, last = words.split(" and ")
    if not first:
        return ", ".join(_party(to, each) for each in last.split(", "))
    names, last = _party(to, " and ".join(first)), _party(to, last)
    return to.say("{names} and {vowel}", names=names, vowel=last) if _is_vowel(last) else to.say(
        "{names} and {last}", names=names, last=last)  # fmt: skip


def _is_vowel(name: str) -> bool:
    return name[:1].lower() in "aeiouwyâêîôûŵŷ"


def _hours(to: Says, words: str) -> str:
    """Hours of a week, or of once."""
    return times(words.removeprefix("on "), to.say)


def _room(to: Says, words: str) -> str:
    """A room's name, without the English article that a sentence gave it."""
    name = words.removeprefix("the ")
    return to.word("the home") if words == "the home" else f"{name[:1].upper()}{name[1:]}"


def _kind(to: Says, words: str) -> str:
    return to.word(KINDS[words].says) if words in KINDS else words


def _meant(to: Says, words: str) -> str:
    """What a ladder is meant for: a class, a kind, a room, hours such as "daily 22:00-07:00"."""
    first, space, rest = words.partition(" ")
    if first == "daily" and space:
        return f"{to.say(MEANT[first])} {rest}"
    return to.say(MEANT[words]) if words in MEANT else _kind(to, words)


ON_PAGES: dict[str, Place] = {
    **PLACES,
    "outcome": _of(OUTCOMES),
    "purpose": _of(PURPOSES),
    "was": _of(WAS),
    "kind": Place("|".join(re.escape(kind) for kind in KINDS), _kind),
    "says": Place(
        "|".join(sorted({re.escape(kind.says) for kind in KINDS.values()})), lambda to, words: to.word(words)
    ),
    "meant": Place(".+", _each("; ", _each(", ", _meant))),
    "hours": Place("(?:on )?(?:daily|at any hour|Mon|Tue|Wed|Thu|Fri|Sat|Sun).*?", _hours),
    "rungs": Place('the ladder(?: ".+")?', lambda to, words: to.tell(words)),
    "room": Place(".+?", _room),
    "party": Place(".+?", _party),
    "parties": Place(".+?", _parties),
    "code": Place("none|[A-Z]\\d+", lambda to, words: to.say(MEANT[words]) if words == "none" else words),
    "several": Place(".+", lambda to, words: "; ".join(to.tell(each) for each in words.split("; "))),
}
"""By their name without its number."""

__all__ = ["NAME", "ON_PAGES", "OUTCOMES", "PURPOSES"]
