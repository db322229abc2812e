"""Why the hub did not do what somebody asked for on a page, and what it says of a device that is tried or paired."""

from hub.pages.words import later

REFUSED: dict[str, str] = {
    # away, snooze, a visit (hub/core/pauses.py)
    "its end is past": later("its end is past"),
    "its end is too far away: at most {number} hours": later("its end is too far away: at most {number} hours"),
    "the home is being installed: nobody is looked for yet": later(
        "the home is being installed: nobody is looked for yet"
    ),
    "{word} was not noted": later("it was not noted"),
    # a test of somebody's telephone (hub/core/readiness.py)
    "nobody of that name is a contact": later("nobody of that name is a contact"),
    "no phone is known": later("no phone is known"),
    "texts are refused: {reason}": later("texts are refused: {reason}"),
    "calls are refused: {reason}": later("calls are refused: {reason}"),
    # a device that is tried (hub/core/trying.py)
    "a test of it waits already": later("a test of it waits already"),
    "no test of it waits": later("no test of it waits"),
    "it was tried {number} times within an hour": later("it was tried {number} times within an hour"),
    "it cannot be heard now: nothing comes by {name}": later("it cannot be heard now: nothing comes by {name}"),
    "it reports {hazard} already": later("it reports {hazard} already"),
    "{code} {says} is open, and somebody may need help": later("{code} {says} is open, and somebody may need help"),
    "{says} is open, and somebody may need help": later("{says} is open, and somebody may need help"),
    "two are called so: say its id": later("two are called so: say its id"),
    "not known": later("not known"),
    "nothing came of it within {span}": later("nothing came of it within {span}"),
    "somebody else asked for another test of it": later("somebody else asked for another test of it"),
    "{name} tries it no more": later("{name} tries it no more"),
    # how soon a silence is noticed (hub/core/promises.py)
    "its silence is noticed within {span} if zigbee2mqtt's availability is on; else after {number} of the usual gaps "
    "between its own reports, once these are known, and always within {span2}": later(
        "its silence is noticed within {span} if zigbee2mqtt's availability is on; else after {number} of its usual "
        "gaps, once these are known, and always within {span2}"
    ),
    "its silence is noticed after {number} of the usual gaps between its own reports, once these are known, and always "
    "within {span}": later(
        "its silence is noticed after {number} of its usual gaps, once these are known, and always within {span}"
    ),
    "its silence is noticed within {span}, once it was heard for a day and a night": later(
        "its silence is noticed within {span}, once it was heard for a day and a night"
    ),
    "speaks only when pressed, as far as we know: press it once a week": later(
        "speaks only when pressed, as far as we know: press it once a week"
    ),
    "speaks only when somebody falls, as far as we know: test it once a week": later(
        "speaks only when somebody falls, as far as we know: test it once a week"
    ),
}
