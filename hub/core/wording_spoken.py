"""What the resident hears in the home: short, calm and true. `to` is whoever speaks to them.

Anybody in the room hears it, so it holds no way in, no number, no code and nothing about anybody's health.
"""

from datetime import timedelta

from hub.core.speech import Speaker
from hub.core.wording_calls import spoken
from hub.model.ids import CENTRE
from hub.model.incidents import Incident
from hub.model.kinds import KINDS

MOST_NAMES = 3
"""Names in one sentence; nobody remembers more."""

ABOUT = (
    (5, "five minutes"), (10, "ten minutes"), (15, "a quarter of an hour"), (20, "twenty minutes"),
    (30, "half an hour"), (45, "three quarters of an hour"), (60, "an hour"),
)  # fmt: skip
"""Up to how many minutes, and as one says it: rounded up, so that nobody waits longer than they were told."""

A_NUMBER = 4
"""Digits in somebody's name that make it a telephone number, or a badge: it is not said aloud."""

WELL = "All is well."
HEARD = "I have heard you."
AGAIN = "I have heard you again."
STILL = "Still trying."


def asks(
    to: Speaker, incident: Incident, wait: timedelta, *, button: bool, texts: bool, moves: bool = False
) -> str:  # fmt: skip
    """Asks whether they need help. `button`: theirs can cancel; `texts`: a text of theirs can; `moves`: moving can."""
    name = _first(to.resident(incident.resident))
    hail = to.say("Are you all right, {name}?", name=name) if name else to.say("Are you all right?")
    seconds = round(wait.total_seconds())
    if seconds <= MOST_SECONDS:
        then = to.say("In {seconds} seconds I will ask for help.", seconds=seconds)
    else:
        then = to.say("In {minutes} minutes I will ask for help.", minutes=round(seconds / 60))
    about = to.say("Or move about the home.") if moves else ""
    return _joined(hail, then, _how_to_cancel(to, button=button, texts=texts), about)


MOST_SECONDS = 90
"""A longer wait is told in minutes."""


def _how_to_cancel(to: Speaker, *, button: bool, texts: bool) -> str:
    """Only what works in this home is promised."""
    if button:
        return to.say("If all is well, press cancel on your button.")
    return to.say("If all is well, send me a text that says OK.") if texts else ""


def raised(to: Speaker, incident: Incident, names: tuple[str, ...], *, by_text: bool) -> str:
    """People are told from now on. `names`: who is asked at once; `by_text`: all of them by a text."""
    if KINDS[incident.kind].pending:
        opening = to.say("I am asking for help now.")
    elif incident.kind == "help":
        opening = to.say(HEARD)
    else:
        opening = f"{to.word(KINDS[incident.kind].says)}."
    if not names:
        return _joined(opening, to.say("I am looking for somebody to ask."))
    if by_text:
        return _joined(opening, to.say("I am texting {names}.", names=_names(to, names)))
    return _joined(opening, to.say("I am asking {names}.", names=_names(to, names)))


def still(to: Speaker, names: tuple[str, ...], *, again: bool) -> str:
    """Nobody has answered yet. `again`: those who are asked now were asked before."""
    if not names:
        return _joined(to.say(STILL), to.say("I keep asking for help."))
    if again:
        return _joined(to.say(STILL), to.say("I am asking {names} again.", names=_names(to, names)))
    return _joined(to.say(STILL), to.say("I am now asking {names}.", names=_names(to, names)))


def pressed_unanswered(to: Speaker) -> str:
    """Another press, and nobody has answered yet."""
    return _joined(to.say(AGAIN), to.say("I keep asking for help."))


def pressed_again(to: Speaker, name: str, *, comes: bool) -> str:
    """Another press, and somebody has it. `comes`: that person said so, and nothing speaks against it."""
    if comes:
        return _joined(to.say(AGAIN), to.say("{name} is coming.", name=_person(to, name)))
    return _joined(to.say(AGAIN), to.say("I am asking {names}.", names=_person(to, name)))


def too_late(to: Speaker) -> str:
    """They say that they are well after people were told: that takes nothing back."""
    return _joined(to.say("I have asked for help already."), to.say("Please tell whoever answers that all is well."))


def coming(to: Speaker, name: str, minutes: int | None) -> str:
    """Somebody said that they come. `minutes`: how long that takes, if it is known."""
    person = _person(to, name)
    if minutes is None:
        return to.say("{name} is coming.", name=person)
    about = next((says for most, says in ABOUT if minutes <= most), None)
    if about is None:
        return to.say("{name} is coming. It will take more than an hour.", name=person)
    return to.say("{name} is coming, in about {time}.", name=person, time=to.word(about))


def knows(to: Speaker, name: str, *, searching: bool) -> str:
    """Somebody has answered who does not come. `searching`: others are still asked."""
    says = to.say("{name} knows.", name=_person(to, name))
    return _joined(says, to.say("I am still looking for somebody who can come.")) if searching else says


def rang_999(to: Speaker, name: str) -> str:
    """Somebody said that they rang 999, and not that they come."""
    return to.say("{name} has rung 999.", name=_person(to, name))


def well(to: Speaker) -> str:
    """It is over, and nobody is in danger."""
    return _joined(to.say(WELL), to.say("Nobody else is asked."))


def cancelled(to: Speaker) -> str:
    """It was cancelled in time."""
    return _joined(to.say("Cancelled."), to.say(WELL), to.say("Nobody was asked."))


def tried(to: Speaker, incident: Incident, device: str) -> str:
    """A device was tried, and heard. Whoever pressed once more, thinking that nothing happened, would call for help."""
    nobody = to.say("Nobody was asked.")
    if incident.kind == "help":
        return _joined(to.say("Test: your button was heard."), nobody, to.say("If you need help, press it again."))
    named = _sayable(device)
    heard = to.say("Test: {device} was heard.", device=named) if named else to.say("Test: it was heard.")
    return _joined(heard, nobody)


def _names(to: Speaker, names: tuple[str, ...]) -> str:
    said = [_person(to, name) for name in names[:MOST_NAMES]]
    return to.together([*said, to.say("others")] if len(names) > MOST_NAMES else said)


def _person(to: Speaker, name: str) -> str:
    if name == CENTRE:
        return to.say("the care centre")
    return _sayable(name) or to.say("somebody")


def _first(name: str) -> str:
    """As one speaks to them: without the single letter of a surname that is kept short."""
    words = _sayable(name).split()
    while len(words) > 1 and len(words[-1].rstrip(".")) == 1:
        words.pop()
    return " ".join(words)


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _sayable(name: str) -> str:
    """A name as a voice can say it; nothing, if it is no name."""
    said = spoken(name)
    return "" if sum(char.isdigit() for char in said) >= A_NUMBER else said
