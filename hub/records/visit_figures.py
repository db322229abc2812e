"""How the care visits of a period went: how many were seen, how long, and how many had to be asked about."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from statistics import median

from msgspec import Struct

from hub.model.incidents import Incident
from hub.records.kept import Span


class VisitFigures(Struct, frozen=True, kw_only=True):
    """One visit. `seen` by the hub, of which `minutes` is the median length; `asked`: its agency was asked about it.

    Of those that were asked about: `came` late, `said` by a person to have been made, `missed` (of which `urgent` were
    everybody's), and `not_known`.
    """

    visit: str
    seen: int
    minutes: float | None
    asked: int
    came: int
    said: int
    missed: int
    urgent: int
    not_known: int


def visit_figures(
    names: Mapping[str, str], spans: Mapping[str, Sequence[Span]], incidents: Iterable[Incident], begins: datetime,
    ends: datetime,
) -> tuple[VisitFigures, ...]:  # fmt: skip
    """Of each visit that is in the settings, or was seen or asked about in the period. `names`, `spans`: by its id."""
    asked = [i for i in incidents if i.visit and begins <= i.began < ends]
    ids = dict.fromkeys((*names, *spans, *(incident.visit for incident in asked)))
    return tuple(
        _of(names.get(each, each), spans.get(each, ()), [i for i in asked if i.visit == each], begins, ends)
        for each in ids
    )  # fmt: skip


def _of(
    name: str, spans: Sequence[Span], asked: Sequence[Incident], begins: datetime, ends: datetime
) -> VisitFigures:  # fmt: skip
    stays = [span for span in spans if span.status == "on" and begins <= span.began < ends]
    whole = [(span.ended - span.began).total_seconds() / 60 for span in stays if span.ended is not None]
    made = [incident for incident in asked if incident.outcome == "visit made"]
    return VisitFigures(
        visit=name, seen=len(stays), minutes=round(median(whole), 1) if whole else None, asked=len(asked),
        came=sum(not incident.closed_by for incident in made), said=sum(bool(incident.closed_by) for incident in made),
        missed=sum(i.outcome == "visit missed" or (i.kind == "missed visit" and i not in made) for i in asked),
        urgent=sum(incident.kind == "missed visit" for incident in asked),
        not_known=sum(incident.outcome == "visit not seen" for incident in asked),
    )  # fmt: skip
