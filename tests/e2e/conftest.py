"""The real parts around a hub: its broker, its carrier."""

from collections.abc import Iterator

import pytest

from tests.support.broker import RealBroker, broker
from tests.support.carrier import Carrier


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
