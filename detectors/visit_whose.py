"""For which of the visits did somebody come?"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from detectors.visit_periods import Period, listens, missed_at
from detectors.visit_traces import TWO_ROOMS, Stay, Tagged
from hub.model.ids import DeviceId
from hub.model.visits import Visit

Periods = Mapping[str, Period]
"""What is known of each visit, by its id."""


def meant(visits: Iterable[Visit], periods: Periods, came: datetime, tag: DeviceId | None) -> Visit | None:
    """The visit for which somebody came then: of those that are due the first to be missed, else the last one."""
    open_ = [
        visit for visit in visits
        if (period := periods[visit.id]).came is None and listens(visit, period) <= came < period.until
        and tag in (None, visit.tag)
    ]  # fmt: skip
    due = [visit for visit in open_ if came <= missed_at(visit, periods[visit.id])]
    if due:
        return min(due, key=lambda visit: periods[visit.id].end)
    return max(open_, key=lambda visit: periods[visit.id].start, default=None)


def made(visits: Iterable[Visit], periods: Periods, tags: Iterable[Tagged], stay: Stay) -> Visit | None:
    """The visit that whoever came and has gone has made, if that can be: where a tag was, the tag says whose."""
    tagged = any(tag.came <= stay.left and (tag.left is None or tag.left >= stay.came) for tag in tags)
    visit = None if tagged or len(stay.rooms) < TWO_ROOMS else meant(visits, periods, stay.came, None)
    return visit if visit is not None and stay.left - stay.came >= visit.least else None


def noted(visits: Iterable[Visit], periods: Periods, stay: Stay) -> Visit | None:
    """The visit as which that stay was noted already, while whoever came was still there."""
    return next((visit for visit in visits if _is_that(periods[visit.id], stay)), None)


def _is_that(period: Period, stay: Stay) -> bool:
    return period.came == stay.came and not period.sure and period.left is None
