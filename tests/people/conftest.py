"""The carrier of the scenarios."""

from collections.abc import Iterator

import pytest

from tests.support.carrier import Carrier


@pytest.fixture
def carrier() -> Iterator[Carrier]:
    """A carrier; what a scenario does not expect of it, the scenario itself finds."""
    with Carrier() as running:
        yield running
