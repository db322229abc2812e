"""A rehearsal in words that an installer can repeat to a family."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from hub.rehearsal.figures import Rate, Time
from hub.rehearsal.person import DEAD_SENSOR, HORIZON
from hub.simulated.accidents import KINDS

HONEST = (
    "These weeks are made up. They show what this kit and these settings can see, and compare two kits fairly; they do "
    "not promise a rate or a time. Real people do what no simulation thinks of, and no real collapse was ever recorded."
)  # fmt: skip
ROUND = timedelta(minutes=5)


def of_time(time: Time) -> str:
    """How soon help is called after one sort of accident."""
    if time.accident == DEAD_SENSOR:
        return f"A sensor that dies: {_known(time)}"
    what = KINDS.get(time.accident, time.accident)
    return f"{what[:1].upper()}{what[1:]}: {_called(time)}"


def _known(time: Time) -> str:
    called = f" In {time.called} of {time.tried} cases people are called for nothing first." if time.called else ""
    if time.median is None:
        return f"it is known in only {time.helped} of {time.tried} cases within four days.{called}"
    worst = f"at worst {span(time.p90)}" if time.p90 else "and not always within four days"
    return f"it is known after about {span(time.median)}, {worst}, and told when notices are.{called}"


def _called(time: Time) -> str:
    if not time.helped:
        return f"nobody is called within {HORIZON.days * 24} hours, in none of {time.tried} cases."
    if time.median is None:
        return f"help is called in only {time.helped} of {time.tried} cases within {HORIZON.days * 24} hours."
    worst = _worst(time)
    return f"help is called after about {span(time.median)}, {worst}."


def _worst(time: Time) -> str:
    if time.p90 is None:
        return f"but in {time.tried - time.helped} of {time.tried} cases not at all"
    return f"at worst {span(time.p90)}"


def of_rate(rate: Rate) -> str:
    """How often somebody is called for nothing."""
    if not rate.count:
        return f"Calls for nothing: none in {rate.weeks:.0f} weeks (fewer than {_often(rate.high)} is likely)."
    return f"Calls for nothing: {_often(rate.a_week)} (likely between {_often(rate.low)} and {_often(rate.high)})."


def _often(a_week: float) -> str:
    if a_week >= 0.95:
        return f"{a_week:.1f} a week"
    if a_week * 4.35 >= 0.95:
        return f"{a_week * 4.35:.1f} a month"
    return f"{a_week * 52.2:.1f} a year"


def example(times: Iterable[Time]) -> str:
    """What people would read after one of the accidents; nothing, if nobody would."""
    told = next((time.told for time in times if time.told and time.accident != DEAD_SENSOR), "")
    return f"What people read then, for example: {told}" if told else ""


def slowest(parts: tuple[Time, ...]) -> Iterator[str]:
    """The part of the day in which help takes clearly longest."""
    known = [part for part in parts if part.median is not None]
    never = [part for part in parts if part.median is None]
    if never:
        yield f"Most accidents {never[0].accident} are not noticed within {HORIZON.days * 24} hours."
    if len(known) > 1:
        last, first = max(known, key=_median), min(known, key=_median)
        if _median(last) > 1.5 * _median(first):
            quickest = f"quickest {first.accident}: about {span(first.median)}"
            yield f"Slowest {last.accident}: about {span(last.median)}; {quickest}."


def _median(time: Time) -> timedelta:
    return time.median or timedelta.max


def span(time: timedelta | None) -> str:
    """A time to five minutes, as one says it."""
    if time is None:
        return "more than two days"
    whole = max(round(time / ROUND), 1) * ROUND if time >= ROUND / 2 else timedelta(0)
    if not whole:
        return "a minute"
    hours, minutes = divmod(int(whole.total_seconds() // 60), 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{minutes} min" if minutes else "") if part)
