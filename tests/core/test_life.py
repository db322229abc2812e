"""docs/incident-life.md draws the life of an incident: it must be the life in hub/core/life.py, and nothing else."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hub.core.life import LIFE, ORDER, REACHED_BY, Stage, cancel_time, held_until
from hub.model.household import Timers
from hub.model.incidents import HELD
from hub.model.kinds import KINDS

PAPER = Path(__file__).resolve().parents[2] / "docs" / "incident-life.md"
GENERATED = ("<!-- from hub/core/life.py: {} -->", "<!-- end -->")
TIMERS = Timers()


def table() -> str:
    """The states as a Markdown table."""
    head = "| state | reached by | its timer, by default | when that runs out |\n|---|---|---|---|"
    rows = (f"| {s.state} | {s.reached_by or '-'} | {_timer(s)} | {s.runs_out} |" for s in LIFE)
    return "\n".join((head, *rows))


def _timer(stage: Stage) -> str:
    length = getattr(TIMERS, stage.timer, None)
    if not isinstance(length, timedelta):
        return stage.timer
    seconds = int(length.total_seconds())
    return f"{stage.timer}: {f'{seconds} s' if seconds < 60 else f'{seconds // 60} min'}"


def picture() -> str:
    """The states as a Mermaid state picture."""
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> pending", *_forward(), *_back(), *_ends(), "```"]
    return "\n".join(lines)


def _forward() -> list[str]:
    """A person may take a step, and any later one at once; time alone only raises."""
    reached = {stage.state: stage.reached_by for stage in LIFE if stage.state in HELD}
    people = [
        f"    {early.state} --> {late}: {does}"
        for early in LIFE for late, does in reached.items() if ORDER[early.state] < ORDER[late]
    ]  # fmt: skip
    raises = [f"    {s.state} --> {s.runs_out}: its {s.timer} time is over" for s in LIFE if s.runs_out in ORDER]
    return raises + people


def _back() -> list[str]:
    return [f"    {state} --> raised: not answered when asked" for state in HELD] + ["    raised --> raised: next rung"]


def _ends() -> list[str]:
    return [f"    {stage.state} --> closed" for stage in LIFE if stage.state != "closed"] + ["    closed --> [*]"]


@pytest.mark.parametrize(("name", "made"), [("table", table()), ("picture", picture())])
def test_the_paper_shows_the_life_that_the_hub_leads(name: str, made: str) -> None:
    begins, ends = GENERATED[0].format(name), GENERATED[1]
    shown = PAPER.read_text().partition(begins)[2].partition(ends)[0].strip()
    assert shown == made, f"put this between {begins} and {ends}:\n\n{made}\n"


def test_a_later_state_implies_the_earlier_ones() -> None:
    assert [stage.state for stage in LIFE] == sorted(ORDER, key=lambda state: ORDER[state])
    assert {state for state in REACHED_BY.values() if state != "closed"} == set(HELD)


def test_what_a_person_or_a_flame_did_is_raised_at_once() -> None:
    waits = {kind for kind, about in KINDS.items() if cancel_time(about, TIMERS)}
    nights = {"wandering", "wandering inside", "bed left at night"}
    assert waits == {"fall", "inactivity", "one room only", "no return", *nights}


@pytest.mark.parametrize(
    ("state", "minutes", "lasts"),
    [("acknowledged", None, 15), ("travelling", None, 45), ("travelling", 20, 35), ("with_resident", 20, 60)],
)
def test_how_long_a_holder_is_left_alone(state: str, minutes: int | None, lasts: int) -> None:
    since = datetime(2026, 11, 2, 10, tzinfo=UTC)
    assert held_until(state, since, minutes, TIMERS) - since == timedelta(minutes=lasts)  # type: ignore[arg-type]
