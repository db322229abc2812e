"""Which actions of all converters are calls for help, presses, or neither. A new word cannot slip in silently."""

import json
import re
from pathlib import Path

import pytest

from connectors.zigbee2mqtt.actions import press
from connectors.zigbee2mqtt.words import CANCEL_WORDS, HELP_WORDS
from tests.support.zigbee_definitions import kept

GOLDEN = Path(__file__).parents[2] / "frames" / "zigbee2mqtt" / "definitions_actions.json"
"""Every action of the catalogue that is not a plain press, and every single word of those that are."""


def _every_action() -> set[str]:
    return {
        word
        for each in kept()
        for one in each["exposes"]
        if (one.get("name") or one["property"]) == "action" and one["type"] == "enum" and one["access"] & 1
        for word in one["values"]
    }


def _sorted() -> dict[str, list[str]]:
    kinds: dict[str, set[str]] = {"help": set(), "cancel": set(), "not a press": set(), "button": set()}
    for word in _every_action():
        kinds[press(word) or "not a press"].add(word)
    pressed = kinds.pop("button")
    kinds["words of presses"] = {re.sub(r"\d+", "#", part) for word in pressed for part in word.lower().split("_")}
    return {kind: sorted(words) for kind, words in kinds.items()}


def test_every_action_of_the_catalogue_is_what_was_reviewed() -> None:
    assert _sorted() == json.loads(GOLDEN.read_text()), "a new action: is it a press? Then add it to the file"


def test_there_are_as_many_as_the_converters_have() -> None:
    assert len(_every_action()) == 1939  # and two more that can only be written


def test_only_calls_for_help_are_help() -> None:
    assert {word for word in _every_action() if press(word) == "help"} == {"emergency", "sos", "panic"}
    assert {word for word in _every_action() if press(word) == "cancel"} == {"disarm"}
    assert HELP_WORDS.isdisjoint(CANCEL_WORDS)


@pytest.mark.parametrize("word", ["1_sos", "SOS", "emergency_hold", "panic_2", "help", "sos_cancel", "left_emergency"])
def test_help_is_known_in_any_spelling(word: str) -> None:
    assert press(word) == "help"


@pytest.mark.parametrize(
    "word", ["fall", "drop", "wakeup", "key_unlock", "lock_failure_invalid_schedule", "region_3_enter"]
)
def test_what_nobody_pressed_is_no_press(word: str) -> None:
    assert press(word) is None


@pytest.mark.parametrize("word", ["single", "recall_3", "4_long_press", "never heard of", "helpful", "panicky", "home"])
def test_everything_else_is_a_press_and_no_alarm(word: str) -> None:
    assert press(word) == "button"
