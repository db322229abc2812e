"""What is told, and what has been: once for each trouble, again while it lasts, once when it is over. Never a flood."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from hub.audit.bounds import Bounds
from hub.audit.troubles import GRAVEST, ILL, Trouble

PATIENT = frozenset({"unreachable"})
"""What can wait until people are awake."""


class Matter(Struct, frozen=True, kw_only=True):
    """One trouble and what people know of it; times are seconds of the boot clock.

    `told`: when it was last told. `gone`: since when it is no longer seen. `over`: when people were told so; it is kept
    for a while, because `times` counts how often it came back, and each time its end is believed later.
    """

    trouble: Trouble
    began: float
    told: float | None = None
    gone: float | None = None
    over: float | None = None
    times: int = 1

    def well(self, bounds: Bounds) -> float:
        """How long it must be gone before that is told."""
        return float(min(bounds.well_most, bounds.well * 2.0 ** min(self.times - 1, 10)))


Matters = dict[str, Matter]


class Telling(Struct, frozen=True):
    """What is to be told now: troubles, gravest first, or what is over."""

    troubles: tuple[Matter, ...] = ()
    over: tuple[Matter, ...] = ()


def noted(matters: Matters, troubles: Iterable[Trouble], at: float, sure: bool, bounds: Bounds) -> Matters:
    """Takes up what is wrong at `at`. Not `sure`: the hub could not be seen, so nothing counts as gone."""
    present = {trouble.key: trouble for trouble in troubles}
    now = {key: _seen(matters.get(key), trouble, at) for key, trouble in present.items()}
    for key, matter in matters.items():
        if key not in present and (kept := _unseen(matter, at, sure, bounds)):
            now[key] = kept
    return now


def _seen(known: Matter | None, trouble: Trouble, at: float) -> Matter:
    if known is None:
        return Matter(trouble=trouble, began=at)
    if known.over is not None:
        return Matter(trouble=trouble, began=at, times=known.times + 1)
    return replace(known, trouble=trouble, gone=None)


def _unseen(known: Matter, at: float, sure: bool, bounds: Bounds) -> Matter | None:
    if known.over is not None:
        return known if at - known.over < bounds.well_most else None
    if not sure:
        return known
    if known.told is None:
        return None
    return known if known.gone is not None else replace(known, gone=at)


def due(matters: Matters, at: float, quiet: bool, unanswered: bool, bounds: Bounds) -> Telling:
    """What is to be told at `at`. `quiet`: people sleep, and somebody's number can wait until they do not.

    `unanswered`: somebody waits for help, so that what keeps alarms back is told again sooner. What would be told again
    soon goes into the same text.
    """
    lasting = [
        (m, bounds.again_unanswered if unanswered and m.trouble.sort in ILL else bounds.again)
        for m in matters.values() if m.gone is None and m.over is None and not (quiet and m.trouble.sort in PATIENT)
    ]  # fmt: skip
    if any(_is_due(m, matters, at, again, bounds) for m, again in lasting):
        now = [m for m, again in lasting if _is_due(m, matters, at, again / 2, bounds)]
        return Telling(troubles=tuple(sorted(now, key=_rank)))
    ended = [m for m in matters.values() if m.gone is not None and m.over is None and at - m.gone >= m.well(bounds)]
    over = [m for m in ended if _long_ago((o.over for o in _alike(m, matters)), at, bounds)]
    return Telling(over=tuple(sorted(over, key=_rank)))


def _is_due(matter: Matter, matters: Matters, at: float, again: float, bounds: Bounds) -> bool:
    if matter.told is not None:
        return at - matter.told >= again
    return matter.times > 1 or _long_ago((m.told for m in _alike(matter, matters)), at, bounds)


def _alike(matter: Matter, matters: Matters) -> list[Matter]:
    """The same sort of trouble, with other incidents or people."""
    return [
        m for m in matters.values() if m.trouble.sort == matter.trouble.sort and m.trouble.key != matter.trouble.key
    ]


def _long_ago(times: Iterable[float | None], at: float, bounds: Bounds) -> bool:
    return all(when is None or at - when >= bounds.same for when in times)


def _rank(matter: Matter) -> int:
    return GRAVEST.index(matter.trouble.sort)


def told(matters: Matters, telling: Telling, at: float) -> Matters:
    """A person has it."""
    now = dict(matters)
    for key in (m.trouble.key for m in telling.troubles if m.trouble.key in now):
        now[key] = replace(now[key], told=at)
    for key in (m.trouble.key for m in telling.over if m.trouble.key in now):
        now[key] = replace(now[key], over=at)
    return now


def shifted(matters: Matters, by: float) -> Matters:
    """The same matters on a boot clock that began `by` seconds later, or earlier."""
    return {key: _shifted(matter, by) for key, matter in matters.items()}


def _shifted(matter: Matter, by: float) -> Matter:
    def moved(at: float | None) -> float | None:
        return None if at is None else at + by

    return replace(
        matter, began=matter.began + by, told=moved(matter.told), gone=moved(matter.gone), over=moved(matter.over)
    )
