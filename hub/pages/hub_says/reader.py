"""Whoever speaks to a reader of a page: says all that a text can say, and what only pages show."""

from functools import lru_cache

from hub.core.home import Home
from hub.core.languages import Language, find
from hub.core.recognising import Catalogue
from hub.core.sentences import SENTENCES
from hub.core.speech import Speaker
from hub.pages.hub_says.checks import LINES as CHECKS
from hub.pages.hub_says.kit import COSTS, LINKS, VISITS, WAYS
from hub.pages.hub_says.places import NAME, ON_PAGES
from hub.pages.hub_says.refused import REFUSED
from hub.pages.hub_says.trail import BECAUSE, WHAT, WHO
from hub.pages.words import texts

OF_TEXTS = {each: each for each in SENTENCES}
CHECKED = {each: each for each in CHECKS}
DONE = Catalogue(WHAT, ON_PAGES, NAME)
SAID = Catalogue({**REFUSED, **BECAUSE, **WAYS, **CHECKED, **OF_TEXTS}, ON_PAGES, NAME)
LOST = Catalogue(COSTS, ON_PAGES, NAME)
VISIT = Catalogue(VISITS, ON_PAGES, NAME)
NAMED = Catalogue(LINKS, ON_PAGES, NAME)


class Reader(Speaker, frozen=True):
    """One reader of a page."""

    def tell(self, sentence: str) -> str:
        """A sentence of the hub; as it is if nobody knows its kind."""
        return SAID.told(self, sentence) or sentence

    def did(self, what: str) -> str:
        """What was done, as the trail has it."""
        return DONE.told(self, what) or self.tell(what)

    def costs(self, whole: str) -> str:
        """What the loss of a device costs: sentences with semicolons between them. In English as the hub says it."""
        if not self.language.texts:
            return whole
        parts = [part[:1].lower() + part[1:] for part in whole.removesuffix(".").split("; ")]
        said = "; ".join(LOST.told(self, part) or part for part in parts)
        return f"{said[:1].upper()}{said[1:]}."

    def visit(self, line: str) -> str:
        """What is known of a care visit."""
        return VISIT.told(self, line) or line

    def link(self, name: str) -> str:
        """A link into or out of the hub."""
        return NAMED.told(self, name) or name

    def who(self, name: str) -> str:
        """Who did it: the hub, or a person by name."""
        return self.say(WHO[name]) if name in WHO else name


def reader(home: Home, tag: str) -> Reader:
    """Speaks in the language of `tag`."""
    return Reader(home, _language(tag))


@lru_cache(maxsize=16)
def _language(tag: str) -> Language:
    return Language(tag, {**find(tag).texts, **texts(tag)})
