"""A telephone that still rings when somebody else has it is quiet, and who has picked up is left in peace."""

from collections.abc import Iterator

import pytest

from connectors.twilio_call_outcomes import HUNG_UP
from hub.model.effects import Accepted
from hub.model.events import Keyed
from tests.connectors.test_twilio_calls import SAYS, Story, call
from tests.connectors.twilio_phone import ANNA, BEN
from tests.support.carrier import Behaviour, Carrier


@pytest.fixture
def carrier() -> Iterator[Carrier]:
    with Carrier() as running:
        yield running


@pytest.fixture
def calls(carrier: Carrier) -> Iterator[Story]:
    story = Story(carrier)
    yield story
    story.sink.stop()


def test_a_telephone_that_rings_is_hung_up_and_says_nothing(calls: Story) -> None:
    calls.send()
    (run,) = calls.studio.runs
    calls.hang_up()
    assert (run.active, run.cancelled, run.said) == (False, True, [])
    assert calls.follow() == [HUNG_UP]
    assert calls.door.of(Keyed) == []


def test_it_is_hung_up_once(calls: Story, carrier: Carrier) -> None:
    calls.send()
    calls.hang_up()
    asked = len(carrier.requests)
    calls.hang_up()
    assert len(carrier.requests) == asked
    assert calls.follow() == [HUNG_UP]
    calls.hang_up()
    assert isinstance(calls.send(call(key="e-1/9/call/anna")), Accepted), "and the number can be called again"
    assert len([run for run in calls.studio.runs if run.active]) == 1


def test_who_has_picked_up_hears_it_to_the_end_and_may_answer(calls: Story) -> None:
    calls.send()
    run = calls.studio.takes(ANNA)
    calls.hang_up()
    assert run.active and not run.cancelled
    calls.studio.presses(ANNA, "1")
    assert run.said[0] == SAYS
    assert calls.follow() == ["1", "Delivered"]


def test_a_call_that_is_only_about_to_be_made_is_hung_up_a_little_later(calls: Story) -> None:
    calls.send()
    calls.studio.slow = True
    calls.hang_up()
    assert calls.studio.runs[0].active
    calls.studio.slow = False
    calls.hang_up()
    assert calls.follow() == [HUNG_UP]


def test_another_call_to_the_same_number_rings_on(calls: Story) -> None:
    """The first is over, which nobody has looked at yet, when it is taken back."""
    calls.send()
    first = tuple(calls.out)
    calls.studio.is_busy(ANNA)
    calls.send(call(key="e-2/1/call/anna"))
    calls.out, out = list(first), calls.out
    calls.hang_up()
    calls.out = out
    assert [run.active for run in calls.studio.runs] == [False, True]
    assert calls.follow() == ["the telephone was busy"]


@pytest.mark.parametrize(("status", "code"), [(503, 20503), (401, 20003)])
def test_what_cannot_be_hung_up_rings_out_and_that_is_written_down(
    calls: Story, carrier: Carrier, status: int, code: int
) -> None:
    calls.send()
    carrier.trouble = Behaviour("refuse", status=status, code=code)
    calls.hang_up()
    carrier.trouble = None
    calls.studio.rings_out(ANNA)
    (said,) = calls.follow()
    assert str(said).startswith("nobody took the call; not hung up: ")


def test_every_telephone_that_rings_in_vain_is_hung_up(calls: Story) -> None:
    calls.send()
    calls.send(call(BEN, "e-1/3/call/ben"))
    calls.hang_up()
    assert [run.cancelled for run in calls.studio.runs] == [True, True]


def test_while_twilio_cannot_be_reached_the_others_are_not_asked_for_in_turn(calls: Story, carrier: Carrier) -> None:
    calls.send()
    calls.send(call(BEN, "e-1/3/call/ben"))
    carrier.trouble = Behaviour("garbage")
    asked = len(carrier.requests)
    calls.hang_up()
    assert len(carrier.requests) == asked + 1, "each would only wait for the same time-out"
    carrier.trouble = None
    calls.hang_up()
    assert [run.cancelled for run in calls.studio.runs] == [True, True]
