"""A rehearsal as tables and plain sentences on a terminal."""

from datetime import timedelta

from rich.console import Console
from rich.table import Table

from hub.model.household import Settings
from hub.model.kinds import KINDS
from hub.rehearsal import figures, saying
from hub.rehearsal.cast import Plan
from hub.rehearsal.figures import Rate, Time
from hub.rehearsal.outcomes import Outcome
from hub.simulated.accidents import KINDS as ACCIDENTS

BY_DAY = ("bathroom", "lounge", "night", "bed")
"""Accidents that tell by their hour how soon somebody at home is noticed."""


def show(settings: Settings, plan: Plan, outcomes: tuple[Outcome, ...], blind_spots: list[str]) -> None:
    """What an installer reads: sentences first, then the figures."""
    console = Console(highlight=False)
    rates, times = figures.rates(outcomes), figures.times(outcomes)
    console.print(f"{plan.people} people who never were, {plan.weeks} weeks each, in the home {settings.hub.id}.\n")
    for says in (*_sentences(rates, times, outcomes), *(f"Blind: {spot}" for spot in blind_spots)):
        console.print(f"* {says}", markup=False)
    console.print()
    console.print(_alarms(rates))
    console.print(_times(times))


def show_recorded(outcomes: tuple[Outcome, ...]) -> None:
    """The same of recorded homes, each by its name."""
    if not outcomes:
        return
    console = Console(highlight=False)
    rates, times = figures.rates(outcomes), figures.times(outcomes)
    days = sum(outcome.days for outcome in outcomes)
    console.print(f"\n{len(outcomes)} recorded homes, {days:.0f} days, as this home's sensors would have seen them.\n")
    for says in (saying.of_rate(rates[0]), *(saying.of_time(time) for time in times)):
        console.print(f"* {says}", markup=False)
    table = Table("Recorded home", "days", "called for nothing")
    for outcome in outcomes:
        table.add_row(outcome.name, f"{outcome.days:.0f}", str(len(outcome.alarms)))
    console.print(table)


def _sentences(rates: tuple[Rate, ...], times: tuple[Time, ...], outcomes: tuple[Outcome, ...]) -> list[str]:
    new = sum(len(outcome.new) for outcome in outcomes)
    told = [saying.of_rate(rates[0])]
    if new:
        told.append(f"In the first two weeks, while it still learns: {new} more among {len(outcomes)} people.")
    told += [saying.of_time(time) for time in times]
    told += saying.slowest(figures.by_part_of_the_day(outcomes, BY_DAY))
    return [*told, *filter(None, [saying.example(times)])]


def _alarms(rates: tuple[Rate, ...]) -> Table:
    table = Table("Called for nothing", "times", "a week", "likely")
    for rate in rates:
        says = KINDS[rate.kind].says if rate.kind in KINDS else "all"
        table.add_row(says, str(rate.count), f"{rate.a_week:.2f}", f"{rate.low:.2f} to {rate.high:.2f}")
    return table


def _times(times: tuple[Time, ...]) -> Table:
    table = Table("Accident", "noticed", "usually after", "nine in ten after", "as")
    for time in times:
        table.add_row(
            ACCIDENTS.get(time.accident, time.accident), f"{time.helped} of {time.tried}",
            _span(time.median), _span(time.p90), KINDS[time.kind].says if time.kind in KINDS else "",
        )  # fmt: skip
    return table


def _span(time: timedelta | None) -> str:
    return saying.span(time) if time is not None else "-"
