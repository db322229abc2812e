"""What becomes of harder cases than a still person at home: each as one value, beside the plain figures."""

from msgspec import Struct

from hub.learning.homes.delays import Delays


class HallReturn(Struct, frozen=True, kw_only=True):
    """Collapses in the hall on return. `no_returns`: how many of them were told as "no return" as well, or instead."""

    collapse: Delays
    no_returns: int


class MovedAfter(Struct, frozen=True, kw_only=True):
    """Collapses that movement follows which is no sign of life.

    `plain`: the delay of the same collapses without it. `raised`: runs in which an alarm stood when it began;
    `withdrawn`: those that it ended. `one_room`: the delay until people are told that only one room moves, which is
    no inactivity alert and counts as none.
    """

    name: str
    plain: Delays
    moved: Delays
    one_room: Delays
    runs: int
    raised: int
    withdrawn: int


class Disturbed(Struct, frozen=True, kw_only=True):
    """Something that happened to the hub or its sensors, in some runs on the recording as it is.

    `alerts`: inactivity alerts that the untouched recording does not have. `noticed`: runs in which what had to
    appear did; `by`: an example of it.
    """

    name: str
    runs: int
    alerts: int
    noticed: int
    by: str
    alarms: tuple[str, ...] = ()


class FirstDays(Struct, frozen=True, kw_only=True):
    """The first seven days from nothing, begun at several days of the recording."""

    starts: int
    days: float
    alerts: int
    alarms: tuple[str, ...] = ()


class Variants(Struct, frozen=True, kw_only=True):
    """All of them, over all homes. `hall` is None if no home has an exit door through which somebody came back."""

    hall: HallReturn | None
    moved: tuple[MovedAfter, ...]
    disturbed: tuple[Disturbed, ...]
    first_days: FirstDays
