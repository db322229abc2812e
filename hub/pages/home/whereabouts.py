"""Where the resident is, as far as is known, and when people will be asked if nothing moves."""

from hub.model.whereabouts import Where
from hub.pages.home.line import Line
from hub.pages.home.now import Now
from hub.pages.home.telling import Telling
from hub.pages.words import later

SAID: dict[Where, str] = {
    "at home": later("At home: last seen in {room} at {at}."),
    "asleep": later("Perhaps asleep: last seen in {room} at {at}."),
    "maybe leaving": later("Perhaps leaving: a door to the outside was used at {at}."),
    "out": later("Perhaps out: a door to the outside was used at {at}, and nobody was seen inside since."),
    "came in": later("Somebody came in at {at}, and nobody was seen inside since."),
}
NOT_KNOWN = later("Where anybody is, is not known.")


def whereabouts(known: Now, to: Telling) -> tuple[Line, ...]:
    """What is known, and what comes next with its reason."""
    if known.resident is None:
        return (Line(later("Stillness is no alarm here: nobody looks for it.")),)
    return (_where(known), _next(known, to))


def _where(known: Now) -> Line:
    assert known.resident is not None
    said = SAID.get(known.resident.where)
    if said is None or known.moved_last is None or known.blind is not None:
        return Line(NOT_KNOWN)
    return Line(said, {"room": known.moved_last[0], "at": known.resident.since})


def _next(known: Now, to: Telling) -> Line:
    assert known.resident is not None
    due = known.resident.concern_at
    if due is None:
        return Line(later("No alert about stillness can come now."))
    because = to.core(known.resident.concern_because)
    if due <= known.at:
        return Line(later("An alert about stillness is due now ({because})."), {"because": because})
    told = {"at": due, "span": to.span(due - known.at), "because": because}
    return Line(later("If nothing moves, people are asked at {at}, in {span} ({because})."), told)
