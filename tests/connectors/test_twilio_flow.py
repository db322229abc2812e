"""The Studio flow that we ship: whole, as Twilio's validator wants it, and no way to an answer but keys 1 and 2."""

import json
from pathlib import Path
from typing import Any

import pytest

from connectors.twilio_call_outcomes import AFTER, ANSWERS, ASKS, CALLS, ENDED, Execution, Heard, became, heard
from hub.model.effects import Accepted, Delivered, Unanswered
from tests.support.studio import LIQUID

PATH = Path(__file__).parents[2] / "config" / "twilio-call-flow.json"
FLOW: dict[str, Any] = json.loads(PATH.read_text())
STATES: dict[str, dict[str, Any]] = {state["name"]: state for state in FLOW["states"]}
EVENTS = {
    "trigger": {"incomingMessage", "incomingCall", "incomingConversationMessage", "incomingRequest", "incomingParent"},
    "make-outgoing-call-v2": {"answered", "busy", "noAnswer", "failed"},
    "gather-input-on-call": {"keypress", "speech", "timeout"},
    "split-based-on": {"match", "noMatch"},
    "set-variables": {"next"},
    "say-play": {"audioComplete"},
}
"""What each kind of widget may end with (Twilio's widget library)."""
TYPES: dict[str, dict[str, type]] = {
    "make-outgoing-call-v2": {"to": str, "from": str, "timeout": int, "record": bool, "trim": str,
                              "detect_answering_machine": bool, "machine_detection_timeout": str},
    "gather-input-on-call": {"say": str, "voice": str, "language": str, "loop": int, "timeout": int,
                             "number_of_digits": int, "finish_on_key": str, "stop_gather": bool,
                             "gather_language": str, "speech_timeout": str, "profanity_filter": str},
    "say-play": {"say": str, "voice": str, "language": str, "loop": int},
    "split-based-on": {"input": str},
    "set-variables": {"variables": list},
}  # fmt: skip
"""Properties that Twilio's validator wants, and of which type: a number where it wants text is an error."""


def ways(name: str) -> list[dict[str, Any]]:
    return [t for t in STATES[name]["transitions"] if t.get("next")]


def reached(start: str) -> set[str]:
    found, waiting = set[str](), [start]
    while waiting:
        if (name := waiting.pop()) not in found:
            found.add(name)
            waiting += [way["next"] for way in ways(name)]
    return found


def test_the_flow_is_whole() -> None:
    assert set(FLOW) == {"description", "initial_state", "flags", "states"}
    assert len(STATES) == len(FLOW["states"]), "names are unique"
    assert {way["next"] for name in STATES for way in ways(name)} <= set(STATES)
    assert reached(FLOW["initial_state"]) == set(STATES), "nothing stands apart"


@pytest.mark.parametrize("name", STATES)
def test_a_widget_ends_and_is_set_as_its_kind_allows(name: str) -> None:
    state = STATES[name]
    events = {transition["event"] for transition in state["transitions"]}
    assert events == EVENTS[state["type"]] if state["type"] != "split-based-on" else events <= EVENTS[state["type"]]
    wanted = TYPES.get(state["type"], {})
    assert {key: type(state["properties"].get(key)) for key in wanted} == wanted


@pytest.mark.parametrize("name", [name for name, state in STATES.items() if state["type"] == "gather-input-on-call"])
def test_every_place_that_takes_a_key_is_one_that_the_hub_reads(name: str) -> None:
    assert name in (*ASKS, *AFTER)
    (split,) = [way["next"] for way in ways(name) if way["event"] == "keypress"]
    assert STATES[split]["properties"]["input"] == f"{{{{widgets.{name}.Digits}}}}"
    assert STATES[name]["properties"]["number_of_digits"] == 1


def test_what_the_hub_reads_is_there() -> None:
    assert {CALLS, *ASKS, *AFTER} <= set(STATES)
    noted = {v["value"] for s in STATES.values() if s["type"] == "set-variables" for v in s["properties"]["variables"]}
    assert noted == {*ANSWERS, *ENDED}


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_is_noted_only_behind_its_key(answer: str) -> None:
    noting = [
        n for n, s in STATES.items() if {"key": "answer", "value": answer} in s["properties"].get("variables", [])
    ]
    into = [(name, way) for name in STATES for way in ways(name) if way["next"] in noting]
    assert into
    for name, way in into:
        assert STATES[name]["type"] == "split-based-on"
        (condition,) = way["conditions"]
        assert (condition["type"], condition["value"]) == ("equal_to", ANSWERS[answer])
        assert "Digits" in condition["arguments"][0]


@pytest.mark.parametrize("name", AFTER)
def test_what_follows_key_1_is_said_twice_and_only_behind_it(name: str) -> None:
    assert STATES[name]["properties"]["loop"] == 2
    assert STATES[name]["properties"]["say"].endswith(" {{flow.data.then}}")
    said = [n for n, s in STATES.items() if "flow.data.then" in str(s["properties"].get("say"))]
    assert set(said) == set(AFTER)
    without = {n for n in STATES if n not in ("going", "going_cy")}
    assert name not in _reached_within(without, "Trigger"), "no way to it but past key 1"


def _reached_within(allowed: set[str], start: str) -> set[str]:
    found, waiting = set[str](), [start]
    while waiting:
        if (name := waiting.pop()) in allowed - found:
            found.add(name)
            waiting += [way["next"] for way in ways(name)]
    return found


def test_no_machine_is_asked_whether_it_is_one() -> None:
    """Detection takes seconds of silence from a person, and mistakes some for machines; a machine presses no key."""
    assert STATES[CALLS]["properties"]["detect_answering_machine"] is False


def test_the_alarm_is_said_twice_and_only_what_the_hub_gives_is_filled_in() -> None:
    asks = [state["properties"] for state in STATES.values() if state["name"] in ("ask", "ask_cy")]
    assert [(ask["say"], ask["loop"]) for ask in asks] == [("{{flow.data.says}}", 2)] * 2
    filled = {found for found in LIQUID.findall(PATH.read_text()) if found.startswith("flow.data")}
    assert filled == {"flow.data.says", "flow.data.language", "flow.data.then", "flow.data.more"}


# what the context of a run says

RUN = Execution("FN1", "+447700900111", active=False, began=None)
ACTIVE = Execution("FN1", "+447700900111", active=True, began=None)


@pytest.mark.parametrize(
    "context",
    [None, "", [], {}, {"widgets": None}, {"widgets": {"ask": None}}, {"widgets": {"ask": {"Digits": None}}},
     {"widgets": {"ask": {"Digits": 1}}}, {"widgets": {"ask": {"CallStatus": "completed"}}},
     {"widgets": {"other": {"Digits": "1"}}}, {"flow": {"variables": {"answer": "completed"}}},
     {"flow": {"variables": {"going": "1"}}}, {"trigger": {"Digits": "1"}}],
)  # fmt: skip
def test_whatever_else_a_context_holds_is_no_key(context: object) -> None:
    assert heard(context).keys == ()
    assert isinstance(became(RUN, heard(context)), Unanswered)
    assert isinstance(became(ACTIVE, heard(context)), Accepted)


@pytest.mark.parametrize(("answer", "key"), ANSWERS.items())
def test_what_the_flow_noted_behind_a_key_is_that_key(answer: str, key: str) -> None:
    said = heard({"flow": {"variables": {"answer": answer}}, "widgets": {}})
    assert (said.keys, became(RUN, said)) == ((key,), Delivered())


def test_a_key_after_the_answer_is_read_apart_from_it() -> None:
    context = {"widgets": {"ask": {"Digits": "1"}, "after_1": {"Digits": "4"}}}
    assert (heard(context).keys, heard(context).then) == (("1",), ("1", "4"))
    assert heard({"widgets": {"ask": {"Digits": "4"}}}).then is None


@pytest.mark.parametrize(("keys", "more"), [(("1",), True), (("2",), False)])
def test_after_key_1_a_call_lasts_as_long_as_more_is_said(keys: tuple[str, ...], more: bool) -> None:
    assert isinstance(became(ACTIVE, Heard(keys), more=True), Accepted if more else Delivered)
    assert isinstance(became(ACTIVE, Heard(keys)), Delivered)
    assert isinstance(became(RUN, Heard(keys), more=True), Delivered)


@pytest.mark.parametrize("keys", [("3",), ("*",), ("#",), ("0", "9"), ("11",)])
def test_other_keys_are_no_answer(keys: tuple[str, ...]) -> None:
    assert isinstance(became(RUN, Heard(keys)), Unanswered)
