"""How it is with consent: every function and every sharing was asked about, by whom it was decided, and when again."""

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from msgspec import Struct

from hub.core.localtime import local
from hub.model.household import Consent, Function
from hub.pages.visit.step import About, Standing, Words
from hub.pages.words import later
from hub.settings.editing import with_value

FUNCTIONS: tuple[Function, ...] = get_args(Function)
DECIDES = {
    "resident": later("The resident, who understands what this is"),
    "attorney": later("An attorney for health and welfare"),
    "best interests decision": later("A best interests decision, as the resident cannot decide this now"),
}
"""Who may decide, as it is written into the settings, and as it is asked."""


class Told(Struct, frozen=True):
    """One function or sharing, so that it can be read aloud: what it is, what it sees, and who hears of it."""

    title: str
    what: str
    sees: str
    who: str


TOLD: dict[Function, Told] = {
    "falls": Told(
        later("Falls"),
        later("Calls for help when a worn device feels a fall, or a sensor in a room sees one."),
        later("How the worn device moves. No picture and no sound."),
        later("The people on the ladder, if it is an alarm."),
    ),
    "inactivity": Told(
        later("No movement"),
        later("Calls for help when nothing, or one room only, has moved for much longer than usual."),
        later("In which room something moved, and when."),
        later("The people on the ladder, if it is an alarm."),
    ),
    "wandering": Told(
        later("Out at night, or not back"),
        later("Calls somebody when the door is used at night, or when nobody has come back."),
        later("When the outside door opens, and whether anybody moves inside."),
        later("The people on the ladder, if it is an alarm."),
    ),
    "routine": Told(
        later("Changes of the usual days"),
        later("Learns what a usual week is like, and says when it changes for days."),
        later("When the resident sleeps, uses the bathroom, eats and goes out."),
        later("Whoever hears notices, in one sentence. It stays on the hub."),
    ),
    "visits": Told(
        later("Care visits"),
        later("Notices when an expected carer comes, is late, or does not come."),
        later("The door, movement, and the carer's tag."),
        later("The care agency and the people on the ladder."),
    ),
    "environment": Told(
        later("Cold, heat and appliances"),
        later("Says when the home is too cold or too hot, or something is left on."),
        later("Temperature, damp, and which plugs use power."),
        later("Whoever hears notices, or the people on the ladder."),
    ),
    "centre": Told(
        later("Sharing with the care centre"),
        later("A care centre gets the alarms too, and answers them."),
        later("Alarms, and whether the hub works. Not the usual days."),
        later("The staff of the centre."),
    ),
    "routine detail": Told(
        later("Family sees the days in detail"),
        later("Family and carers may see on these pages which room was used when."),
        later("Rooms and times of every day."),
        later("Every carer who may sign in here. Not responders and installers."),
    ),
    "training": Told(
        later("Better detection for others"),
        later("What a worn device felt at a false alarm may be used to improve it."),
        later("Some seconds of how the device moved, without a name."),
        later("Whoever trains the detector, if it is sent."),
    ),
}  # fmt: skip


def today(about: About) -> date:
    """The date at the home."""
    return local(about.now, about.timezone).date()


def known(about: About) -> dict[Function, Consent]:
    """What was written down so far."""
    return about.settings.consent or {}


def standing(about: About) -> Standing:
    """Done once everything was asked, and what is agreed has a name, a day, and a day to look at it again."""
    given = known(about)
    unasked = [name for name in FUNCTIONS if name not in given]
    if unasked:
        return Standing(state="to do", says=Words(later("Not asked yet: {what}."), {"what": _listed(unasked)}))
    unsigned = [name for name in FUNCTIONS if given[name].agreed and not _is_whole(given[name])]
    if unsigned:
        return Standing(
            state="to do",
            says=Words(
                later("Agreed, but not by whom, when, and when to look at it again: {what}."),
                {"what": _listed(unsigned)},
            ),
        )
    over = [name for name in FUNCTIONS if _is_over(given[name], today(about))]
    if over:
        return Standing(state="to do", says=Words(later("To be asked again by now: {what}."), {"what": _listed(over)}))
    return Standing(state="done", says=Words(later("Everything was asked, and the answers are written down.")))


def written(text: str, answers: Mapping[Function, Mapping[str, Any]]) -> str:
    """The text of hub.toml with these answers in [consent]."""
    for name, entry in answers.items():
        text = with_value(text, ("consent", name), entry)
    return text


def _is_whole(given: Consent) -> bool:
    return bool(given.by) and given.on is not None and given.review is not None


def _is_over(given: Consent, day: date) -> bool:
    return given.agreed and given.review is not None and given.review < day


def _listed(names: list[Function]) -> Words:
    """Titles of functions, one after the other."""
    said = Words(TOLD[names[0]].title)
    for name in names[1:]:
        said = Words(later("{some}; {one}"), {"some": said, "one": Words(TOLD[name].title)})
    return said
