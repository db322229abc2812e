"""The figures of a report: exact for three days that were played, and as a naive count says for any."""

from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.records.course import Course, course
from hub.records.measures import (
    Count,
    Measures,
    RoleFigures,
    Share,
    Spread,
    Waited,
    measures,
    quantile,
    share,
    spread,
)
from hub.shell.reader import Reader
from tests.support.kept_days import keep
from tests.support.stories import Day

STORY = Path(__file__).parent / "three_days.story"
A_DAY = timedelta(days=1)


def read(folder: Path) -> list[Course]:
    store = Reader(folder)
    try:
        far = timedelta(days=9999)
        first = store.incidents()[-1].began
        return [course(one, store.trail_of(one.id)) for one in store.incidents_between(first - A_DAY, first + far)]
    finally:
        store.close()


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Day, list[Course]]:
    folder = tmp_path_factory.mktemp("three days")
    return keep(STORY, folder), read(folder)


@pytest.fixture(scope="module")
def found(played: tuple[Day, list[Course]]) -> Measures:
    day, courses = played
    return measures(courses, day.story.starts, day.story.ends, day.story.ends)


def test_what_is_counted_and_what_is_counted_apart(found: Measures) -> None:
    assert found.counts == (
        Count(grave="life", kind="help", number=4), Count(grave="technical", kind="technical", number=1),
    )  # fmt: skip
    assert found.taken_back == (Count(grave="life", kind="fall", number=1),)
    assert (found.raised, found.still_open, found.tests, found.closed) == (4, 1, 1, 3)


def test_times_are_to_the_second_and_what_is_open_is_not_dropped(found: Measures) -> None:
    # The centre's program after 4 s and 5 s, Anna's provider after 2 s, Ben's after 14 s (Anna's phone was off).
    assert found.hand_over == Spread(known=4, not_yet=0, median=4, p90=14)
    # Sue after 50 s and 150 s, Ben after 240 s; the last call waits since 90 s.
    assert found.acknowledgement == Spread(known=3, not_yet=1, median=150, p90=240)
    assert found.acknowledged_within == (
        Share(limit=60, within=1, beyond=3, unknown=0, percent=25.0),
        Share(limit=180, within=2, beyond=1, unknown=1, percent=66.7),
    )
    # Anna after 15 min, Ben after 50; the false alarm needed nobody; for the last call there is still time.
    assert found.attendance == Spread(known=2, not_yet=1, median=900, p90=3000)
    assert found.attended_within == (
        Share(limit=2700, within=1, beyond=1, unknown=1, percent=50.0),
        Share(limit=3600, within=2, beyond=0, unknown=1, percent=100.0),
    )
    assert found.attendance_not_said == 0


def test_false_alarms_by_what_they_were(found: Measures) -> None:
    assert found.outcomes == {"false alarm": 1, "helped": 2}
    assert found.false_alarms == (Count(grave="life", kind="help", number=1),)
    assert found.false_alarm_percent == 33.3


def test_roles_and_never_names(found: Measures) -> None:
    nobody = Spread(known=0, not_yet=0, median=None, p90=None)
    assert nobody == spread([])
    centre, near, far = found.roles
    assert centre == RoleFigures(
        role="centre", asked=4, answered=2, cannot=0, took_on=2,
        answer=Spread(known=2, not_yet=2, median=150, p90=None),
    )  # fmt: skip
    assert (near.role, near.asked, near.answered, near.cannot, near.took_on) == ("near", 4, 2, 1, 0)
    assert (far.role, far.asked, far.answered, far.cannot, far.took_on) == ("far", 2, 1, 0, 1)
    for name in ("anna", "ben", "sue", "mary"):
        assert name not in repr(found).lower()


def test_only_the_period_counts(played: tuple[Day, list[Course]]) -> None:
    day, courses = played
    first = measures(courses, day.story.starts, day.story.starts + timedelta(hours=10), day.story.ends)
    assert (first.raised, first.closed, first.tests) == (2, 2, 0)
    none = measures(courses, day.story.ends, day.story.ends + A_DAY, day.story.ends)
    assert (none.raised, none.counts, none.false_alarm_percent, none.roles) == (0, (), None, ())


@pytest.mark.parametrize("by", ["clock +1 h", "clock -17 min"])
def test_a_corrected_clock_makes_no_answer_sooner_or_later(by: str, tmp_path: Path) -> None:
    plain = ["10:00:00 press Help button", "10:00:05 anna's text is accepted", '10:01:40 anna replies "1"', "11:30 end"]
    shifted = {"clock +1 h": ("11:01:40", "13:30"), "clock -17 min": ("09:44:40", "11:30")}[by]
    corrected = [*plain[:2], f"10:01:00 {by}", plain[2].replace("10:01:40", shifted[0]), f"{shifted[1]} end"]
    found = []
    for name, lines in (("plain", plain), ("corrected", corrected)):
        story = tmp_path / f"{name}.story"
        story.write_text("\n".join(lines))
        keep(story, tmp_path / name)
        found.append(read(tmp_path / name)[0])
    one, other = found
    assert one.raised is not None and one.acknowledged is not None and one.handed_over is not None
    assert other.raised is not None and other.acknowledged is not None and other.handed_over is not None
    assert other.raised != one.raised
    assert other.acknowledged - other.raised == one.acknowledged - one.raised == timedelta(seconds=100)
    assert other.handed_over - other.raised == one.handed_over - one.raised == timedelta(seconds=5)


WAITS = st.lists(st.builds(Waited, st.integers(0, 400).map(float), st.booleans()), max_size=30)


@given(WAITS, st.integers(1, 19).map(lambda n: Fraction(n, 20)))
def test_a_quantile_is_what_the_plain_table_says(waits: list[Waited], part: Fraction) -> None:
    assert quantile(waits, part) == by_table(waits, part)


def by_table(waits: list[Waited], part: Fraction) -> float | None:
    """The product-limit table as a textbook has it: a row for each distinct time, with how many were at risk."""
    left = Fraction(1)
    for time in sorted({one.seconds for one in waits if one.happened}):
        at_risk = sum(one.seconds >= time for one in waits)
        happened = sum(one.seconds == time and one.happened for one in waits)
        left *= Fraction(at_risk - happened, at_risk)
        if left <= 1 - part:
            return time
    return None


@given(st.lists(st.integers(0, 400), min_size=1, max_size=40))
def test_where_all_have_happened_the_median_is_the_usual_one(seconds: list[int]) -> None:
    usual = sorted(seconds)[(len(seconds) - 1) // 2]
    assert spread([Waited(float(each), True) for each in seconds]).median == usual


@given(WAITS, st.integers(1, 400))
def test_a_share_counts_each_once_and_hides_nobody(waits: list[Waited], limit: int) -> None:
    found = share(waits, timedelta(seconds=limit))
    assert found.within == sum(one.happened and one.seconds <= limit for one in waits)
    assert found.beyond == sum(one.seconds > limit for one in waits)
    assert found.within + found.beyond + found.unknown == len(waits)
    known = found.within + found.beyond
    assert found.percent == (None if not known else round(100 * found.within / known, 1))


@given(WAITS, st.integers(1, 400), st.floats(0, 1000))
def test_waiting_longer_never_makes_it_look_better(waits: list[Waited], limit: int, longer: float) -> None:
    """What is still open only ever goes from not known to missed: a report made later cannot have hidden it."""
    later = [one if one.happened else Waited(one.seconds + longer, False) for one in waits]
    before, after = share(waits, timedelta(seconds=limit)), share(later, timedelta(seconds=limit))
    assert (before.within, before.beyond) <= (after.within, after.beyond)
    assert (after.percent or 0) <= (before.percent if before.percent is not None else 100)
