"""Which falls were seen and which alarms were false, to the second; and how sure the figures are."""

import math

import pytest

from hub.learning.falls.intervals import rate, share
from hub.learning.falls.judging import Judged, Told, judge
from hub.learning.falls.recordings import Span

WALK = Span(start=0, end=100, activity="walk", fall=False)
FALL = Span(start=100, end=150, activity="trips", fall=True, impact=110)
SIT = Span(start=150, end=200, activity="sit", fall=False)


def judged(*alarms: tuple[float, float], spans: tuple[Span, ...] = (WALK, FALL, SIT)) -> Judged:
    return judge(spans, [Told(struck, decided, 0.9) for struck, decided in alarms])


def test_an_alarm_within_30_seconds_has_seen_the_fall() -> None:
    one = judged((110.2, 113))
    assert one.falls[0].latency == 3 and one.false == () and one.seconds == {"walk": 100, "sit": 50}
    assert judged((110.2, 140)).falls[0].latency == 30
    late = judged((110.2, 140.1))
    assert late.falls[0].latency is None and late.false == (), "too late, but of no false alarm's making"


@pytest.mark.parametrize(("struck", "seen"), [(106.9, False), (107, True), (140, True), (140.1, False)])
def test_a_fall_owns_from_3_seconds_before_to_30_after(struck: float, seen: bool) -> None:
    one = judged((struck, struck))
    assert (one.falls[0].latency is not None) is seen
    assert [each.activity for each in one.false] == ([] if seen else ["trips"])


def test_several_alarms_of_one_fall_are_one_and_the_first_counts() -> None:
    one = judged((112, 116), (110, 113), (111, 114))
    assert one.falls[0].latency == 3 and one.false == ()


def test_a_fall_owns_nothing_beyond_its_span_so_that_the_next_activity_cannot_be_its_alarm() -> None:
    short = Span(start=100, end=115, activity="trips", fall=True, impact=110)
    after = Span(start=115, end=200, activity="jump", fall=False)
    one = judged((120, 123), spans=(WALK, short, after))
    assert one.falls[0].latency is None and [each.activity for each in one.false] == ["jump"]


def test_two_falls_in_a_row_need_an_alarm_each() -> None:
    second = Span(start=118, end=150, activity="slips", fall=True, impact=120)
    one = judged((110, 112), spans=(WALK, FALL, second))
    assert [each.latency for each in one.falls] == [2, None]
    two = judged((110, 112), (119, 123), spans=(WALK, FALL, second))
    assert [each.latency for each in two.falls] == [2, 3]


def test_false_alarms_within_10_seconds_are_one_and_do_not_chain() -> None:
    assert [each.struck for each in judged((10, 12), (20, 22), (20.1, 23), (25, 26), (60, 61)).false] == [10, 20.1, 60]


def test_a_false_alarm_does_not_swallow_a_fall_that_follows() -> None:
    one = judged((105, 108), (111, 113))
    assert one.falls[0].latency == 3 and [each.struck for each in one.false] == [105]


def test_what_nobody_describes_is_not_judged_and_a_fall_within_an_activity_is_not_counted_as_its_hours() -> None:
    day = Span(start=0, end=1000, activity="daily life", fall=False)
    trip = Span(start=497, end=530, activity="trips", fall=True, impact=500)
    one = judged((501, 503), (1200, 1203), (700, 702), spans=(day, trip))
    assert one.falls[0].latency == 3 and [each.struck for each in one.false] == [700]
    assert one.seconds == {"daily life": 1000 - 33}


def test_intervals_come_from_subjects_not_from_events() -> None:
    alike, unlike = share([9, 9, 9, 9], [10] * 4), share([10, 10, 10, 6], [10] * 4)
    assert alike.value == unlike.value == 0.9
    assert alike.low == alike.high == 0.9 and unlike.low < 0.8 and unlike.high == 1.0


def test_where_nothing_varies_an_interval_is_still_honest() -> None:
    everything = share([10, 10], [10, 10])
    assert everything.value == 1 and everything.low == pytest.approx(0.839, abs=0.001)
    quiet = rate([0, 0], [2.0, 3.0])
    assert quiet.value == 0 and quiet.high == pytest.approx(0.738, abs=0.001)
    assert math.isnan(share([], []).value) and math.isnan(rate([0], [0.0]).value)


def test_a_rate_counts_hours_as_they_are() -> None:
    figure = rate([2, 0, 1], [1.0, 1.0, 4.0])
    assert figure.value == 0.5 and 0 <= figure.low < 0.5 < figure.high <= 2
    assert rate([3], [1.0]).high > 6
