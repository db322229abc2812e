"""What the settings make of the engine, and which of many deadlines comes first."""

from datetime import datetime

from hub.core import daily, pauses, readiness, trying
from hub.core.home import Home
from hub.core.state import Facts
from hub.model.household import Settings
from hub.model.ids import IncidentId
from hub.ports import Parts


class Plan:
    """What the settings make of the engine: the home, the detectors that may exist, and who hears which reading."""

    def __init__(self, settings: Settings, parts: Parts) -> None:
        self.settings = settings
        self.home = Home(settings)
        self.detectors = parts(settings)
        self.named = {d.name: d for d in self.detectors}
        kinds = {kind for d in self.detectors for kind in d.hears}
        self.routes = {kind: tuple(d for d in self.detectors if kind in d.hears) for kind in kinds}


def people_due(waits: dict[IncidentId, datetime], facts: Facts) -> datetime | None:
    """When something is next to be done about people: an incident's timer, a test, a daily text, the end of a pause."""
    tests, held = readiness.due(facts.proofs.values()), pauses.due(facts.pauses.values())
    return earliest(*waits.values(), tests, held, daily.due(facts.daily.values()), trying.due(facts.trials.values()))


def earliest(*dues: datetime | None) -> datetime | None:
    """The first of the times that there are."""
    found: datetime | None = None
    for due in dues:
        if due is not None and (found is None or due < found):
            found = due
    return found
