"""The life of an incident as a table: its states, how long each may last, and what happens when the time is over."""

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from hub.model.events import Does
from hub.model.household import Timers
from hub.model.incidents import State
from hub.model.kinds import Kind

RunsOut = Literal["raised", "next rung", "asked whether still going", "nothing"]
ASKED: RunsOut = "asked whether still going"


class Stage(Struct, frozen=True, kw_only=True):
    """One state: what a person does to reach it, which timer runs in it, and what happens when that runs out."""

    state: State
    reached_by: Does | None
    timer: str
    runs_out: RunsOut


LIFE: tuple[Stage, ...] = (
    Stage(state="pending", reached_by=None, timer="cancel", runs_out="raised"),
    Stage(state="raised", reached_by=None, timer="the rung's wait", runs_out="next rung"),
    Stage(state="acknowledged", reached_by="acknowledge", timer="acknowledged", runs_out=ASKED),
    Stage(state="travelling", reached_by="travelling", timer="travelling", runs_out=ASKED),
    Stage(state="with_resident", reached_by="with_resident", timer="with_resident", runs_out=ASKED),
    Stage(state="closed", reached_by="close", timer="none", runs_out="nothing"),
)  # fmt: skip
"""Design section 1, in order: a later state implies the earlier ones, and any state may go to closed."""

ORDER: dict[State, int] = {stage.state: rank for rank, stage in enumerate(LIFE)}
REACHED_BY: dict[Does, State] = {stage.reached_by: stage.state for stage in LIFE if stage.reached_by}


def cancel_time(kind: Kind, timers: Timers) -> timedelta:
    """How long an incident may be cancelled before anybody is told; none for what a person or a flame did."""
    return timers.cancel if kind.pending else timedelta(0)


def held_until(state: State, since: datetime, minutes: int | None, timers: Timers) -> datetime:
    """When a holder in `state` is asked whether they are still going. `minutes`: how long they said it takes them."""
    if state == "travelling" and minutes is not None:
        return since + timedelta(minutes=minutes) + timers.travelling_extra
    lasts: timedelta = getattr(timers, state)
    return since + lasts
