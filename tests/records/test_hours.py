"""Heard, could have been, could not have been: as a count minute by minute says, for any spans."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hub.records.heard import Heard
from hub.records.hours import Hour, hours, reach
from hub.records.kept import Span

BEGINS = datetime(2026, 11, 3, 0, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LENGTH = 6 * 60
NOT_COUNTED = Heard(None, {})


def at(minute: int) -> datetime:
    return BEGINS + minute * MINUTE


def spans_of(subject: str, changes: Sequence[tuple[int, str]]) -> list[Span]:
    """What `span_changed` makes of these changes: each ends the one before it; the last is how it still is."""
    found: list[Span] = []
    for minute, status in sorted(changes, key=lambda change: change[0]):
        if found:
            found[-1] = Span(subject, found[-1].status, "", found[-1].began, at(minute))
        found.append(Span(subject, status, "", at(minute), None))
    return found


def status(spans: list[Span], minute: int) -> str:
    return next((s.status for s in spans if s.began <= at(minute) and (s.ended is None or at(minute) < s.ended)), "")


def changes(*states: str) -> st.SearchStrategy[list[tuple[int, str]]]:
    return st.lists(st.tuples(st.integers(-90, LENGTH + 90), st.sampled_from(states)), max_size=8)


@given(changes("up", "down"), changes("up", "down"), changes("up", "down"), changes("seen", "late", "lost"))
def test_each_hour_is_what_its_minutes_say(
    hub: list[tuple[int, str]], one: list[tuple[int, str]], other: list[tuple[int, str]], own: list[tuple[int, str]]
) -> None:
    running, links = spans_of("hub", hub), [spans_of("link:a", one), spans_of("link:b", other)]
    device = spans_of("device:d", own)
    found = list(hours(at(0), at(LENGTH), device, reach(running, links, at(0), at(LENGTH)), NOT_COUNTED))
    assert [hour.at for hour in found] == [at(60 * n) for n in range(6)]
    for n, hour in enumerate(found):
        minutes = range(60 * n, 60 * n + 60)
        could = [
            m for m in minutes if status(running, m) == "up" and not any(status(link, m) == "down" for link in links)
        ]
        assert hour.could == len(could) * MINUTE
        assert hour.seen == sum(status(device, m) == "seen" for m in could) * MINUTE
        assert hour.overdue == sum(status(device, m) in ("late", "lost") for m in could) * MINUTE
        assert hour.known == sum(status(running, m) != "" for m in minutes) * MINUTE


def hour(heard: int | None, could: int, overdue: int = 0, seen: int = 0, known: int = 60) -> Hour:
    return Hour(
        at=BEGINS, heard=heard, could=could * MINUTE, overdue=overdue * MINUTE, seen=seen * MINUTE, known=known * MINUTE
    )  # fmt: skip


def test_an_hour_in_one_sign() -> None:
    assert hour(3, 60).mark == "#"
    assert hour(1, 5).mark == "#", "it was heard before the radio went down"
    assert hour(0, 60).mark == "."
    assert hour(0, 60, overdue=1).mark == "!"
    assert hour(0, 0).mark == hour(None, 0, seen=0).mark == "x"
    assert hour(0, 40).mark == "~"
    assert hour(None, 60, seen=60).mark == "="
    assert hour(None, 60, overdue=60).mark == "!"
    assert hour(None, 60).mark == ".", "the hub listened, and nothing of it was known at all"
    assert hour(None, 0, known=0).mark == " "
    assert hour(0, 30, known=30).mark == ".", "the hub's first half hour"


def test_a_period_that_begins_within_an_hour_counts_that_hour_from_there() -> None:
    running, device = spans_of("hub", [(0, "up")]), spans_of("device:d", [(0, "seen")])
    found = list(hours(at(30), at(90), device, reach(running, [], at(30), at(90)), NOT_COUNTED))
    assert [(each.at, each.could) for each in found] == [(at(0), 30 * MINUTE), (at(60), 30 * MINUTE)]


def test_what_was_counted_before_counting_began_is_not_known() -> None:
    heard = Heard(at(60), {at(120): 4})
    assert [heard.at(at(m)) for m in (0, 60, 120)] == [None, 0, 4]
