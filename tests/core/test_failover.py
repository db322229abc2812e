"""Which way is tried first, and what several failures mean as one."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.core.failover import (
    ASK_FIRST,
    ASK_LATER,
    Standing,
    another_may,
    asked_in_vain,
    breaks,
    due,
    failed,
    order,
    sooner,
    together,
    unsure,
    works,
)
from hub.model.effects import Accepted, Delivered, Receipt, Refused, TryAgain

AT = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
FIRST, SECOND = Standing("first"), Standing("second")
NO_ANSWER = TryAgain(because="no answer in 5 s", after=2.0, way_fails=True)
NO_CREDIT = TryAgain(because="no credit", code=20005, after=30.0, unreachable=True, way_fails=True)
TOO_MANY = TryAgain(because="too many", code=429, after=4.0, way_fails=True)
BROKEN = TryAgain(because="broken", code=503, way_fails=True)
PHONE_OFF = TryAgain(because="the phone is off", code=30003, unreachable=True)
LANDLINE = Refused(because="a landline", code=30006)
OPTED_OUT = Refused(because="opted out", code=21610, fault="opt-out")
NO_ROUTE = Refused(because="no route", code=21612, fault="route")


def test_the_settings_order_holds_until_a_way_is_down() -> None:
    assert order((FIRST, SECOND)) == ("first", "second")
    assert order((failed(FIRST, AT, "dead"), SECOND)) == ("second", "first")
    assert order((failed(FIRST, AT, "dead"), failed(SECOND, AT, "dead"))) == ("first", "second")
    assert order((works(FIRST), works(SECOND)), tried={"first"}) == ("second", "first")
    assert order((FIRST, failed(SECOND, AT, "dead")), tried={"first"}) == ("second", "first"), "it took it and failed"


def test_a_way_that_is_down_is_asked_after_half_a_minute_then_less_and_less_often() -> None:
    way, asked = failed(FIRST, AT, "dead"), []
    for _ in range(6):
        at = due((way, SECOND))
        assert at is not None
        asked.append(at - AT)
        way = asked_in_vain(way, at)
    gaps = [later - before for before, later in zip([timedelta(0), *asked], asked, strict=False)]
    assert gaps == [ASK_FIRST, 2 * ASK_FIRST, 4 * ASK_FIRST, 8 * ASK_FIRST, ASK_LATER, ASK_LATER]
    assert due((works(way), SECOND)) is None
    assert sooner(way, AT).ask_at == AT
    assert sooner(works(way), AT).ask_at is None


def test_what_fails_again_while_it_is_down_is_not_asked_later() -> None:
    once = failed(FIRST, AT, "dead")
    again = failed(once, AT + timedelta(seconds=20), "dead as ever")
    assert (again.ask_at, again.because) == (once.ask_at, "dead as ever")


@pytest.mark.parametrize(("receipt", "other", "down"), [
    (NO_ANSWER, True, True), (NO_CREDIT, True, True), (BROKEN, True, True), (TOO_MANY, True, False),
    (NO_ROUTE, True, False), (PHONE_OFF, False, False), (LANDLINE, False, False), (OPTED_OUT, False, False),
    (Accepted(), False, False), (Delivered(), False, False),
])  # fmt: skip
def test_whose_fault_a_failure_is(receipt: Receipt, other: bool, down: bool) -> None:
    assert (another_may(receipt), breaks(receipt)) == (other, down)


def test_several_failures_as_one() -> None:
    assert together([NO_CREDIT, TOO_MANY]) == TryAgain(
        because="no credit; too many", code=20005, after=4.0, unreachable=True, way_fails=True
    )
    both = together([NO_CREDIT, NO_ANSWER])
    assert isinstance(both, TryAgain) and unsure(both) and not both.unreachable, "it may have gone: it is asked first"
    assert together([NO_ROUTE, NO_ROUTE]) == NO_ROUTE
    later = together([NO_ROUTE, BROKEN])
    assert isinstance(later, TryAgain) and unsure(later)


@given(st.lists(st.sampled_from([NO_ANSWER, NO_CREDIT, TOO_MANY, BROKEN, NO_ROUTE]), min_size=1, max_size=4))
def test_a_text_that_may_go_or_have_gone_is_never_given_up(failures: list[Receipt]) -> None:
    whole = together(failures)
    assert isinstance(whole, TryAgain) == any(isinstance(each, TryAgain) for each in failures)
    assert unsure(whole) == any(unsure(each) for each in failures)
