"""What one statement of a reply says in one language. Pure reading, made once of the language's `ReplyWords`."""

import re
from functools import lru_cache

from msgspec import Struct

from hub.core.languages import ReplyWords
from hub.model.effects import Outcome
from hub.model.events import Does

MOST_MINUTES = 240
"""Somebody who needs longer than this is not going now. 999 is never a number of minutes."""


class Meaning(Struct, frozen=True):
    """What a part of a reply says its sender does."""

    does: Does
    outcome: Outcome | None = None


class Tongue:
    """The expressions of one language, compiled. A statement is lower-case words without accents."""

    def __init__(self, words: ReplyWords) -> None:
        self._ends = tuple(
            (re.compile(rf"(?<![a-z0-9'])(?:{phrase})(?![a-z0-9'])"), outcome) for phrase, outcome in words.ends
        )
        self._here, self._cannot, self._myself = map(re.compile, (words.here, words.cannot, words.myself))
        self._way, self._elsewhere = map(re.compile, (words.on_the_way, words.elsewhere))
        self._going, self._where = map(re.compile, (words.going, words.going_where))
        self._negated, self._unsure = map(re.compile, (words.negated, words.unsure))
        self.beside_end = frozenset(words.beside_end.split())
        self._ambulance = re.compile(rf"(?<![a-z0-9'])(?:{words.ambulance})(?![a-z0-9'])")
        self._caller, self._beside_act = re.compile(words.caller), re.compile(rf"{words.beside_act}$")
        self._reported, self._mine = re.compile(rf"\b{words.reported}\b"), re.compile(words.myself_too)
        self._key, self._hand_over = map(re.compile, (words.key, words.hand_over))
        self._asks, self._polite, self._minutes = map(re.compile, (words.asks, words.polite, words.minutes))

    def asks(self, words: str) -> bool:
        """Whether it begins as a question does."""
        return self._asks.match(words) is not None

    def doubts(self, words: str) -> bool:
        """Whether something in it takes away what it says."""
        return self._negated.search(words) is not None or self._unsure.search(words) is not None

    def is_polite(self, words: str) -> bool:
        """Whether it says nothing but thanks and the like."""
        return self._polite.fullmatch(words) is not None

    def ends(self, words: str) -> list[Meaning]:
        """Every end that is said; the first says most."""
        return [Meaning("close", outcome) for phrase, outcome in self._ends if phrase.search(words)]

    def without_ends(self, words: str) -> str:
        """The rest of what is said."""
        for phrase, _ in self._ends:
            words = phrase.sub(" ", words)
        return words

    def without_ambulance(self, words: str, others: frozenset[str] = frozenset()) -> tuple[str, bool]:
        """What is said besides that 999 was called, and whether it says that the crew is there.

        All of it, if it is what somebody else has done. `others`: the names of those who may have.
        """
        found = list(self._ambulance.finditer(words))
        if any(self._is_anothers(match, words, others) for match in found):
            return words, False
        crew = any(match.groupdict().get("crew") for match in found)
        return " ".join(self._ambulance.sub(" ", words).split()), crew

    def _is_anothers(self, match: re.Match[str], words: str, others: frozenset[str]) -> bool:
        does = match.groupdict()
        before = words[: match.start()].strip()
        if does.get("act") and self._caller.fullmatch(before):
            return False
        if names_one_of(words, others):
            return True
        return bool(does.get("act") or does.get("crew")) and not self._is_of_sender(before)

    def _is_of_sender(self, before: str) -> bool:
        """Whether what stands before it is an answer of theirs too, or nothing."""
        rest = self._beside_act.sub("", before).strip()
        understood = self.is_polite(rest) or self.does(rest) is not None or bool(self.ends(rest))
        return not rest or understood or re.fullmatch(r"[123](?: \d+)?", rest) is not None

    def quotes(self, words: str, others: frozenset[str]) -> bool:
        """Whether it passes on what somebody else says: "Ben says he is there"."""
        return self._reported.search(words) is not None and names_one_of(words, others)

    def introduces(self, words: str, others: frozenset[str]) -> bool:
        """Whether it says only who it is that says or does what follows: "Ben says", "Ben"."""
        return " ".join(self._reported.sub(" ", words).split()) in others

    def is_of_myself(self, words: str) -> bool:
        """Whether its sender speaks of themselves."""
        return self._mine.search(words) is not None

    def asks_for_key(self, words: str) -> bool:
        """Whether it asks how to get in, and nothing else."""
        return self._key.fullmatch(words) is not None

    def hands_over_to(self, words: str) -> str | None:
        """Whom somebody is to hand over to, if it says nothing else."""
        match = self._hand_over.fullmatch(words)
        return match["to"] if match else None

    def does(self, words: str) -> Meaning | None:
        """What its sender does, apart from ending it."""
        cannot = self._cannot.fullmatch(words)
        if cannot is not None:
            return Meaning("cannot") if self._myself.fullmatch(cannot["who"].strip()) else None
        going = self._going.fullmatch(words)
        if going is not None:
            return Meaning("acknowledge") if self._where.fullmatch(going["rest"]) else None
        if self.doubts(words):
            return None
        if self._here.fullmatch(words):
            return Meaning("with_resident")
        way = self._way.fullmatch(words)
        return Meaning("travelling") if way is not None and not self._elsewhere.fullmatch(way["rest"]) else None

    def minutes(self, words: str) -> int | None:
        """How long it says that the way takes."""
        for phrase in (self._way, self._going):
            match = phrase.fullmatch(words)
            words = match["rest"].strip() if match else words
        match = self._minutes.search(words)
        minutes = int(match[1] or match[2]) if match else 0
        return minutes if 0 < minutes <= MOST_MINUTES else None


def names_one_of(words: str, others: frozenset[str]) -> bool:
    """Whether one of these names stands in it."""
    return any(f" {name} " in f" {words} " for name in others)


@lru_cache(maxsize=16)
def tongue(words: ReplyWords) -> Tongue:
    """The expressions of a language, compiled once."""
    return Tongue(words)
