"""When does the hub have something to do next, although nothing happens?"""

from datetime import datetime

from hub.core import daily, pauses, readiness, trying
from hub.core.state import Facts, State
from hub.model.ids import IncidentId

WITH_DATES = ("proofs", "pauses", "daily", "trials")
"""Parts of the facts that hold times at which something is to be done about people."""
Waits = dict[IncidentId, datetime]
"""When each incident's timer runs out."""


def people_due(waits: Waits, facts: Facts) -> datetime | None:
    """When something is next to be done about people: an incident's timer, a test, a daily text, the end of a pause."""
    tests, held = readiness.due(facts.proofs.values()), pauses.due(facts.pauses.values())
    return earliest(*waits.values(), tests, held, daily.due(facts.daily.values()), trying.due(facts.trials.values()))


def people_due_after(state: State, waits: Waits, facts: Facts) -> datetime | None:
    """The same after a step from `state` on, worked out anew only if something that holds a date has changed."""
    old = state.facts
    if waits is state.waits and all(getattr(facts, each) is getattr(old, each) for each in WITH_DATES):
        return state.people_due
    return people_due(waits, facts)


def due_after(
    state: State, check: datetime | None, people: datetime | None, detectors: dict[str, datetime | None]
) -> datetime | None:
    """The first date after a step from `state` on: as it was, if that of no device, person and detector was touched."""
    if detectors is state.dues and people is state.people_due and check is state.world.next_check:
        return state.due
    return earliest(check, people, *detectors.values())


def earliest(*dues: datetime | None) -> datetime | None:
    """The first of the times that there are."""
    found: datetime | None = None
    for due in dues:
        if due is not None and (found is None or due < found):
            found = due
    return found
