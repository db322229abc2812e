"""The hub's refusals, said to people: what was not done, and what to do instead."""

import re

from hub.model.effects import Outcome
from hub.pages.incidents.telling import OUTCOMES, Telling
from hub.pages.words import later

REFUSALS: tuple[tuple[str, str], ...] = (
    (r"there is new evidence since version \d+: (?P<because>.+); look again, then close version \d+",
     later("Not closed: something came since you looked ({because}). Look again, then close it.")),
    (r"incident .+ was closed at .+: (?P<outcome>[a-z ]+)", later("Nothing was done: it is over already. {outcome}.")),
    (r"no incident .+ is known", later("Nothing was done: this alarm is not known any more.")),
    (r"only who is going is told how to get in; nobody has it yet",
     later("Only who is going is told how to get in, and nobody has it yet. Say first that you are going.")),
    (r"only who is going is told how to get in; (?P<name>.+) has it",
     later("Only who is going is told how to get in. {name} has it.")),
    (r"nothing is noted about how to get in\. If life is at risk, ring 999",
     later("Nothing is noted about how to get in. If life is at risk, ring 999.")),
    (r"it is a test: nobody needs help, and nobody has to go",
     later("Nothing was done: it is a test. Nobody needs help, and nobody has to go.")),
    (r"minutes must be 1 to (?P<number>\d+)", later("Nothing was done: minutes must be 1 to {number}.")),
    (r"(?P<name>.+) does not have it", later("Nothing was done: {name} does not have it.")),
)  # fmt: skip
"""How the hub refuses (hub/core/commands.py, answers.py, access.py, hub/shell/socket.py), and how a page says it."""


def refusal(because: str, to: Telling) -> str:
    """Why the hub refused, in the reader's language; in the hub's own words where they are new."""
    for pattern, says in REFUSALS:
        if (found := re.fullmatch(pattern, because, re.DOTALL)) is not None:
            return to.say(says, **{name: _said(name, words, to) for name, words in found.groupdict().items()})
    return to.to.tell(because)


def _said(name: str, words: str, to: Telling) -> str:
    if name == "outcome":
        outcome: Outcome | None = next((each for each in OUTCOMES if each == words), None)
        return to.say(OUTCOMES[outcome]) if outcome is not None else words
    return to.to.tell(words) if name == "because" else words
