"""The real parts around a hub: its broker, its carrier."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.broker import RealBroker, broker
from tests.support.carrier import Carrier
from tests.support.command import Begin, Command


@pytest.fixture
def carrier() -> Iterator[Carrier]:
    """A carrier that must not have been sent anything that no test expected."""
    with Carrier() as running:
        yield running
        running.assert_nothing_else()


@pytest.fixture
def home() -> Iterator[RealBroker]:
    """The home's broker, with the settings that we ship."""
    with broker(shipped=True) as running:
        yield running


@pytest.fixture
def begin() -> Iterator[Begin]:
    """Starts commands, and leaves none behind."""
    started: list[Command] = []

    def command(*given: Any, **more: Any) -> Command:
        started.append(Command(*given, **more))
        return started[-1]

    yield command
    for each in started:
        each.kill()
