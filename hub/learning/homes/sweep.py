"""What other budgets of false alarms would be worth: the same homes, the same collapses, one number changed."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import structs

from hub.learning.homes.figures import Point, pooled
from hub.learning.homes.following import shipped
from hub.learning.homes.judging import KINDS, Case, worth
from hub.model.household import Settings

BUDGETS = (0.1, 0.3, 0.5, 1.0, 2.0, 4.0)
"""False alarms a month."""
EACH = 5
"""Every fifth collapse is enough for a curve."""
FIELD = "false_alarms"


def curve(cases: Sequence[Case], step: Callable[[], None]) -> tuple[Point, ...]:
    """A point for each budget; none if the detector has no such setting."""
    if not cases or not hasattr(cases[0].home.settings.detectors.inactivity, FIELD):
        return ()
    return tuple(_point(cases, budget, step) for budget in BUDGETS)


def _point(cases: Sequence[Case], budget: float, step: Callable[[], None]) -> Point:
    found = []
    for case in cases:
        fewer = structs.replace(case, collapses=case.collapses[::EACH])
        found.append(worth(fewer, shipped(_with(case.home.settings, budget), KINDS))[0])
        step()
    return Point(budget=budget, figures=pooled(found))


def _with(settings: Settings, budget: float) -> Settings:
    changed: dict[str, Any] = {FIELD: budget}
    numbers = structs.replace(settings.detectors.inactivity, **changed)
    return structs.replace(settings, detectors=structs.replace(settings.detectors, inactivity=numbers))
