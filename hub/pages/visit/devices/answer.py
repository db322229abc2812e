"""How it is with the resident's own press: it was heard, and the answer was heard. Pure.

Notes besides those of a test: `answer`, what the installer says of it: "yes", "no", "told".
"""

from typing import Literal, cast, get_args

from hub.model.household import Device, Settings
from hub.pages.visit.devices import trials
from hub.pages.visit.devices.button import BUTTON
from hub.pages.visit.devices.rows import used
from hub.pages.visit.devices.trials import HERE, Tried
from hub.pages.visit.lasting import moment
from hub.pages.visit.step import About, Notes, Proof, Standing, Words
from hub.pages.words import later

Answer = Literal["yes", "no", "told"]
"""Was the answer heard? `told`: nothing is said aloud here, and the resident was told what happens instead."""
ANSWERS: tuple[Answer, ...] = get_args(Answer)


def is_spoken(settings: Settings) -> bool:
    """Whether the hub says anything aloud when a help button is pressed."""
    return settings.announce is not None and settings.announce.speak and "help" in settings.announce.kinds


def pressed(about: About) -> tuple[Device, Tried] | None:
    """The button that the resident pressed, and what came of it."""
    known = trials.lately(about)
    found = [(each, known[each.id][HERE]) for each in used(about.settings, BUTTON) if HERE in known.get(each.id, {})]
    return max(found, key=lambda each: each[1].at, default=None)


def answer(notes: Notes) -> Answer | None:
    """What the installer says of it."""
    said = notes.get("answer")
    return cast("Answer", said) if said in ANSWERS else None


def standing(about: About) -> Standing:
    """Done once the press was heard, and its answer was, or was explained where there is none."""
    found, said, proofs = pressed(about), answer(about.notes), _proofs(about)
    if not used(about.settings, BUTTON):
        none = later("There is no help button in the settings: nobody can press for help.")
        return Standing(state="to do", says=Words(none))
    if found is None or not found[1].heard:
        return Standing(state="to do", says=Words(later("The resident has not pressed yet.")), proofs=proofs)
    if said is None:
        return Standing(state="to do", says=Words(later("Did the resident hear the answer?")), proofs=proofs)
    if said == "no":
        no = Words(later("The answer was not heard. Make it louder or move the loudspeaker, then press again."))
        return Standing(state="to do", says=no, proofs=proofs, weaker=(no,))
    if said == "told":
        told = Words(later("Nothing is said aloud after a press. The resident was told what happens instead."))
        return Standing(state="done", says=told, proofs=proofs, weaker=(told,))
    return Standing(state="done", says=Words(later("The resident pressed, and heard the answer.")), proofs=proofs)


def _proofs(about: About) -> tuple[Proof, ...]:
    found, said = pressed(about), answer(about.notes)
    if found is None:
        buttons = used(about.settings, BUTTON)[:1]  # left out with a reason, it is still not proved
        not_yet = Words(later("not pressed by the resident yet"))
        return tuple(
            Proof(kind="resident", subject=each.name, id=each.id, says=not_yet, proven=False) for each in buttons
        )
    device, what = found
    time = {"time": moment(what.at, about.timezone)}
    says = Words(later("pressed by the resident at {time}, not heard"), {**time})
    if what.heard and said == "yes":
        says = Words(later("pressed by the resident at {time}; the answer was heard"), {**time})
    elif what.heard and said == "told":
        says = Words(later("pressed by the resident at {time}; nothing is said aloud, as was explained"), {**time})
    elif what.heard:
        says = Words(later("pressed by the resident at {time}; the answer was not heard"), {**time})
    proven = what.heard and said in ("yes", "told")
    return (Proof(kind="resident", subject=device.name, id=device.id, says=says, proven=proven, at=what.at),)
