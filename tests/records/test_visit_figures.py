"""How the care visits of a period are counted."""

from datetime import timedelta

from msgspec import structs

from hub.records.kept import Span
from hub.records.measures import measures
from hub.records.report_rows import rows
from hub.records.visit_figures import VisitFigures, visit_figures
from tests.core.samples import at, incident

BEGIN, END = at("00:00"), at("00:00", 7)


def span(day: int, came: str, left: str | None, status: str = "on") -> Span:
    return Span("visit:am", status, "Carer's tag was near", at(came, day), at(left, day) if left else None)


def test_visits_are_counted_by_what_became_of_them() -> None:
    late = incident("late visit", visit="am", began=at("09:30"))
    asked = [
        structs.replace(late, outcome="visit made"), structs.replace(late, outcome="visit made", closed_by="Carol"),
        structs.replace(late, outcome="visit missed"), structs.replace(late, outcome="visit not seen"),
        structs.replace(late, kind="missed visit", grave="urgent", outcome="helped", closed_by="Ben"),
        structs.replace(late, began=at("09:30", -1), outcome="visit missed"),
    ]  # fmt: skip
    stays = [
        span(0, "08:00", "08:30"),
        span(1, "08:00", "08:20"),
        span(2, "08:00", None),
        span(2, "09:00", None, "off"),
    ]
    found = visit_figures({"am": "Morning care", "pm": "Evening care"}, {"am": stays}, asked, BEGIN, END)
    assert found == (
        VisitFigures(visit="Morning care", seen=3, minutes=25.0, asked=5, came=1, said=1, missed=2, urgent=1,
                     not_known=1),
        VisitFigures(visit="Evening care", seen=0, minutes=None, asked=0, came=0, said=0, missed=0, urgent=0,
                     not_known=0),
    )  # fmt: skip


def test_a_visit_that_is_not_in_the_settings_any_more_is_counted_by_its_id() -> None:
    found = visit_figures({}, {"old": [span(0, "08:00", "08:10")]}, [], BEGIN, BEGIN + timedelta(days=1))
    assert [(each.visit, each.seen) for each in found] == [("old", 1)]


def test_they_are_rows_of_the_report() -> None:
    figures = visit_figures({"am": "Morning care"}, {"am": [span(0, "08:00", "08:30")]}, [], BEGIN, END)
    made = {
        (row.measure, row.of): row.value for row in rows(structs.replace(measures((), BEGIN, END, END), visits=figures))
    }
    assert made["care visits, seen", "Morning care"] == "1"
    assert made["care visits, median length", "Morning care"] == "1800"
