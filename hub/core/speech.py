"""Says things to one person in that person's language. Names of people, rooms and devices are never translated."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from hub.core import sentences
from hub.core.home import Home
from hub.core.languages import ENGLISH, Language, find
from hub.core.localtime import local
from hub.model.ids import ResidentId

A_DAY_AGO = timedelta(hours=20)
"""What is longer ago than this is told with its date."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Speaker(Struct, frozen=True):
    """Whoever speaks to one person: it knows the home, and their language."""

    home: Home
    language: Language

    def say(self, english: str, /, **values: object) -> str:
        """A text in the person's language, its {places} filled; in English if it was not translated."""
        return self.language.texts.get(english, english).format(**values)

    def word(self, english: str) -> str:
        """A word or two out of one of the hub's tables (a kind, a use, a month), in the person's language."""
        return self.language.texts.get(english, english)

    def tell(self, sentence: str) -> str:
        """A sentence that was made in English, in the person's language; as it is if nobody knows its kind."""
        return sentences.told(self, sentence) if self.language.texts else sentence

    def clock(self, at: datetime) -> str:
        """A time as people say it, in the home's own time: 08:34."""
        return f"{local(at, self.home.timezone):%H:%M}"

    def moment(self, at: datetime, now: datetime) -> str:
        """A time as people say it, with its date if it is long ago or far ahead: 08:12 on 14 Jan."""
        if abs(now - at) < A_DAY_AGO:
            return self.clock(at)
        there = local(at, self.home.timezone)
        return self.say(
            "{clock} on {day} {month}", clock=self.clock(at), day=there.day, month=self.word(MONTHS[there.month - 1])
        )

    def resident(self, resident: ResidentId | None) -> str:
        """The name of the resident concerned; of all of them if it is not known which."""
        return self.together([each.name for each in self.home.concerned(resident)])

    def device(self, title: str) -> str:
        """A device as a person would say it. What is worn is called by whose it is: "Mary S's help button"."""
        worn = self.home.worn.get(title)
        if worn is None:
            return title
        return self.say("{resident}'s {use}", resident=worn[0], use=self.word(worn[1]))

    def names(self, ids: Iterable[str]) -> str:
        """Contacts as a person reads them: "Anna and Ben"."""
        known = self.home.contacts
        return self.together([known[each].name if each in known else self.say("the centre") for each in ids])

    def together(self, names: Sequence[str]) -> str:
        """Several names as one: "Anna, Ben and Cleo"."""
        *first, last = names or ("",)
        if not first:
            return last
        if last[:1].lower() in VOWELS:
            return self.say("{names} and {vowel}", names=", ".join(first), vowel=last)
        return self.say("{names} and {last}", names=", ".join(first), last=last)


VOWELS = frozenset("aeiouwyâêîôûŵŷáéíóúàèìòùäëïöü")
"""A language may need another "and" before one of these (Welsh: Ben a Cleo, Ben ac Anna)."""


def speaker(home: Home, to: str) -> Speaker:
    """Who speaks to `to`: a contact's id, or "resident:" and a resident's; in English to whoever is neither."""
    return Speaker(home, home.languages.get(to) or find(ENGLISH))
