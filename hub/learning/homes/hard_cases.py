"""All the harder cases of the protocol, home by home, then all homes together."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from hub.learning.homes import disturbances, first_days, movement_after, returns, summer_time
from hub.learning.homes.following import shipped
from hub.learning.homes.judging import KINDS, Case
from hub.learning.homes.variants import Disturbed, FirstDays, HallReturn, MovedAfter, Variants

RUNS = 1000
"""Runs of each sort of movement, over all homes (the protocol's number)."""
EACH = 2
"""Moments of each home at which each disturbance happens."""
STEPS = len(movement_after.KINDS_OF_MOVEMENT) + 3


class _Home(NamedTuple):
    hall: HallReturn | None
    moved: tuple[MovedAfter, ...]
    disturbed: tuple[Disturbed, ...]
    clocks: tuple[Disturbed, ...]


def judge(cases: Sequence[Case], seed: int, runs: int, step: Callable[[], None]) -> Variants:
    """Every harder case in every home that can be judged, and the first days of all. `runs`: at least so many."""
    judged = [case for case in cases if case.collapses]
    share = -(-runs // len(judged)) if judged else 0
    homes = [_home(case, seed, share, step) for case in judged]
    first = first_days.merged(tuple(first_days.judge(case) for case in cases))
    return _together(homes, first)


def _home(case: Case, seed: int, runs: int, step: Callable[[], None]) -> _Home:
    hall = returns.judge(case, shipped(case.home.settings, KINDS))
    step()
    moved = movement_after.judge(case, seed, runs, step)
    disturbed = disturbances.judge(case, seed, EACH)
    step()
    clocks = summer_time.judge(case)
    step()
    return _Home(hall, moved, disturbed, clocks)


def _together(homes: Sequence[_Home], first: FirstDays) -> Variants:
    if not homes:
        return Variants(hall=None, moved=(), disturbed=(), first_days=first)
    return Variants(
        hall=returns.merged([home.hall for home in homes if home.hall is not None]),
        moved=tuple(map(movement_after.merged, zip(*(home.moved for home in homes), strict=True))),
        disturbed=disturbances.merged([(*home.disturbed, *home.clocks) for home in homes]),
        first_days=first,
    )  # fmt: skip
