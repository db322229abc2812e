"""The languages in which people are texted. Each is one file here, named by its tag: adding one is adding that file.

English is what every text is written in, and its English words are the name of a text (its msgid, as in gettext). A
language file holds data only:

* `TEXTS`: English text -> the same in this language, with the same {placeholders}, in any order.
* `REPLIES`: the words with which somebody answers in it (`ReplyWords`). Absent: numbers and English are understood.
* `FAULTS` and `THINGS`: the words for a device that does not work or works again, and for devices, each with the
  English that means the same (`hub/core/faults.py`). They may be absent too.

Nothing is registered anywhere: `find("cy-GB")` looks for `cy_gb.py`, then for `cy.py`, and a file is read only if
somebody in the home speaks it. A tag without a file, and a text without a translation, are said in English.

How a new text of yours becomes translatable:

1. A function that makes a text takes the `Speaker` of whoever gets it as its first argument, `to`, and says every fixed
   word through it: `to.say("Reply 1 if you are going, {name}.", name=name)`. The first argument of `say` is written
   out there, or is a constant of that module: the tests read it from the source. What people are called, and rooms and
   devices, are filled in, never translated.
2. A sentence that is made in English elsewhere because it is kept as well (`because`, evidence, what somebody does) is
   said by `to.tell(sentence)`; its template belongs into `hub/core/sentences.py`.
3. The text of whoever `turn.to("anna")` is: `turn.text(incident, "anna", number, wording.alarm(turn.to("anna"), ...)`.
4. `tests/core/test_languages.py` names every English text that a language lacks. Say it short: one part has 160 places,
   and Welsh needs a tenth more than English.
"""

from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from string import Formatter

from msgspec import Struct

from hub.model.incidents import Outcome

ENGLISH = "en-GB"
NEVER = "(?!)"
"""Matches nothing."""


class ReplyWords(Struct, frozen=True, kw_only=True):
    """What a reply says in one language: regular expressions for lower-case words of a-z, digits and '.

    Each but `ends`, `negated`, `unsure` and `asks` must match a whole statement, or the whole of what is left of it.
    `ends`: words that end an incident; of several, the first in this order says most. `going` and `on_the_way` have a
    group `rest`: where to, which must match `going_where`, or must not match `elsewhere`. `cannot` has a group `who`:
    what stands before it, which must match `myself`. `negated` and `unsure` anywhere take away what was said, `asks` at
    the beginning makes a question of it. `minutes` has two groups for a number, of which one matches.
    `well`: what a resident says who needs nobody. `beside_end`: words that may stand beside an end; any other word,
    such as "floor", may be its opposite, so that nothing is ended and the sender is asked. `ambulance`: that 999 was
    called, which ends nothing; its group `crew`, if it has one, matches where the sender is with the crew, and `act`
    where it says that somebody has called it: that is the sender, if `caller` matches what stands before it, or if that
    is another answer of theirs and `beside_act`. `reported` are verbs by which somebody passes on what another says,
    `myself_too` the words by which a sender speaks of themselves. `key` asks how to get in; `hand_over` that somebody
    else takes over, and its group `to` is who. These two are read in letters of any alphabet.
    """

    ends: tuple[tuple[str, Outcome], ...]
    here: str
    on_the_way: str
    elsewhere: str
    going: str
    going_where: str
    cannot: str
    myself: str
    negated: str
    unsure: str
    asks: str
    polite: str
    minutes: str
    well: frozenset[str]
    beside_end: str = ""
    ambulance: str = NEVER
    caller: str = ""
    beside_act: str = ""
    reported: str = NEVER
    myself_too: str = NEVER
    key: str = NEVER
    hand_over: str = rf"{NEVER}(?P<to>)"


class Language(Struct, frozen=True):
    """One language. `texts`: English -> this language. `spoken`: False if the tag that was asked for has no file."""

    tag: str
    texts: dict[str, str]
    spoken: bool = True
    replies: ReplyWords | None = None
    faults: dict[str, str] = {}
    things: dict[str, str] = {}


@lru_cache(maxsize=64)
def find(tag: str) -> Language:
    """The language of a tag such as "cy" or "cy-GB"; English, not `spoken`, if there is no file for it."""
    parts = tag.lower().split("-")
    for known in range(len(parts), 0, -1):
        name = f"{__name__}.{'_'.join(parts[:known])}"
        if find_spec(name) is not None:
            file = import_module(name)
            whole = {english: said for english, said in file.TEXTS.items() if is_whole(english, said)}
            return Language(
                tag, whole, replies=getattr(file, "REPLIES", None), faults=getattr(file, "FAULTS", {}),
                things=getattr(file, "THINGS", {}),
            )  # fmt: skip
    return Language(tag, {}, spoken=False)


def is_whole(english: str, said: str) -> bool:
    """Whether a translation has the places to fill of its English: one that has not would cost somebody an alarm."""
    return places_to_fill(english) == places_to_fill(said)


def places_to_fill(text: str) -> set[str]:
    """The names in braces of a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
