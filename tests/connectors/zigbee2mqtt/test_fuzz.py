"""A few thousand of the fuzzer's messages; bench/fuzz_zigbee2mqtt.py runs 100,000 and more."""

import pytest

from bench import fuzz_zigbee2mqtt as fuzz
from connectors.zigbee2mqtt import values
from hub.model.events import Said
from tests.support.zigbee_definitions import kept


def test_no_message_crashes_and_no_alarm_is_said_that_nothing_told() -> None:
    counts = fuzz.run(kept(), 4000, seed=20261122)
    assert counts["smoke"] > 10
    assert counts["help"] > 10


def test_the_fuzzer_finds_an_alarm_that_nothing_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "_number", lambda *_: iter((Said("smoke", True),)))
    with pytest.raises(AssertionError):
        fuzz.run(kept(), 4000, seed=1)
