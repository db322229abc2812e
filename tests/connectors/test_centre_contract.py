"""The centre's words: what is understood, what is refused and why, and that the documents say what the code does."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.centre_contract import (
    CENTRE_STATE,
    COMMANDS,
    BadCommand,
    Command,
    Heartbeat,
    Topics,
    command,
    correlation_bytes,
    correlation_text,
    document,
    heartbeat,
    listening,
    may_answer,
    online,
    result,
    will,
)
from connectors.mqtt_messages import Outgoing
from hub.model.effects import Document, IncidentDocument, Outcome, Result
from hub.model.events import Does
from hub.model.ids import EffectKey, IncidentId
from hub.model.incidents import Told

NOW = datetime(2026, 11, 22, 8, 31, 5, tzinfo=UTC)
TOPICS = Topics("hub-0042")
DOCS = Path(__file__).parents[2] / "docs"
GUIDE, ASYNCAPI = DOCS / "centre-contract.md", DOCS / "centre-contract.asyncapi.yaml"


def incident(**changed: Any) -> IncidentDocument:
    """An open incident, as the core would write it."""
    told = Told(
        at=NOW, to="anna", way="text", purpose="alarm", receipt="accepted", key=EffectKey("k"), number="+447700900111"
    )
    whole = IncidentDocument(
        id=IncidentId("a1b2-17"), version=2, state="raised", cls="life", kind="help", room="Hall", raised_at=NOW,
        because="The help button was pressed at 08:31.", residents=("Mary S",), needs=("hard of hearing",),
        told=(told,), acknowledged_by=None, attending=None, next="Ben is asked at 08:33", test=False, late=False,
        reference="K7",
    )  # fmt: skip
    return msgspec.structs.replace(whole, **changed)


def effect(**changed: Any) -> Document:
    """The document on its way out."""
    sent = Document(
        key=EffectKey("a1b2-17/document/2"), at=NOW, incident=IncidentId("a1b2-17"), version=2, document=incident()
    )
    return msgspec.structs.replace(sent, **changed)


def answer(**changed: Any) -> Result:
    """What came of a command."""
    sent = Result(
        key=EffectKey("c-1/result"), at=NOW, via="centre", id="c-1", ok=True, because="Anna has it.",
        incident=IncidentId("a1b2-17"), state="acknowledged", version=3,
    )  # fmt: skip
    return msgspec.structs.replace(sent, **changed)


def _attributes(message: Outgoing) -> dict[str, str]:
    return dict(message.properties)


def test_an_open_incident_is_kept_by_the_broker() -> None:
    (sent,) = document(TOPICS, effect())
    assert (sent.topic, sent.retain, sent.qos) == ("carehub/hub-0042/incident/a1b2-17", True, 1)
    body = json.loads(sent.payload)
    assert (body["class"], body["state"], body["needs"]) == ("life", "raised", ["hard of hearing"])
    assert _attributes(sent) == {
        "specversion": "1.0",
        "id": "a1b2-17/document/2",
        "source": "carehub/hub-0042",
        "type": "carehub.incident",
        "time": "2026-11-22T08:31:05Z",
    }
    assert sent.content_type == "application/json"


def test_no_telephone_number_leaves_with_a_document() -> None:
    (sent,) = document(TOPICS, effect())
    assert b"+4477" not in sent.payload
    assert json.loads(sent.payload)["told"] == [
        {"at": "2026-11-22T08:31:05Z", "to": "anna", "way": "text", "purpose": "alarm", "receipt": "accepted"}
    ]


def test_the_last_document_is_said_and_then_nothing_is_kept() -> None:
    last, empty = document(TOPICS, effect(final=True, document=incident(state="closed", outcome="helped")))
    assert (last.retain, json.loads(last.payload)["outcome"]) == (False, "helped")
    assert (empty.retain, empty.payload, empty.topic) == (True, b"", last.topic)


def test_when_the_service_has_ended_nothing_is_said_about_the_person() -> None:
    (only,) = document(TOPICS, effect(empty_only=True))
    assert (only.retain, only.payload) == (True, b"")


def test_a_result_goes_where_the_asker_wants_it() -> None:
    here = result(TOPICS, answer())
    there = result(TOPICS, answer(respond_to="centre/desk-3", correlation=correlation_text(b"\x00\xff")))
    assert (here.topic, here.correlation) == ("carehub/hub-0042/result", None)
    assert (there.topic, there.correlation) == ("centre/desk-3", b"\x00\xff")
    assert json.loads(here.payload) == {
        "id": "c-1", "ok": True, "because": "Anna has it.", "incident": "a1b2-17", "state": "acknowledged",
        "version": 3,
    }  # fmt: skip


@pytest.mark.parametrize(
    "topic", ["", "a/#", "+/b", "$SYS/x", "carehub/hub-0042/command", CENTRE_STATE, "a\x00b", "x" * 2000]
)
def test_a_result_never_goes_where_it_could_do_harm(topic: str) -> None:
    assert not may_answer(TOPICS, topic)
    assert result(TOPICS, answer(respond_to=topic)).topic == TOPICS.result


@given(st.none() | st.binary())
def test_correlation_data_survives_the_journal(given_data: bytes | None) -> None:
    assert correlation_bytes(correlation_text(given_data)) == given_data


def test_heartbeats_expire_and_the_state_and_the_will_are_kept() -> None:
    beat = heartbeat(TOPICS, NOW, {"devices_lost": 1})
    assert (beat.expires, beat.retain, json.loads(beat.payload)) == (timedelta(minutes=3), False, {"devices_lost": 1})
    up, gone = online(TOPICS, NOW), will(TOPICS)
    assert (up.retain, json.loads(up.payload)) == (True, {"online": True, "since": "2026-11-22T08:31:05Z"})
    assert (gone.retain, json.loads(gone.payload), gone.topic) == (True, {"online": False, "since": None}, up.topic)


@pytest.mark.parametrize("kind", COMMANDS)
def test_every_type_of_command_is_understood(kind: str) -> None:
    said = {"id": "c-1", "type": kind, "by": "Sam Okoro", "incident": "a1b2-17", "version": 2, "to": "anna"}
    assert command(json.dumps(said).encode()) == Command(**said)  # type: ignore[arg-type]


def test_a_hand_over_needs_somebody() -> None:
    read = command(b'{"id": "c-1", "type": "hand_over", "by": "Sam Okoro", "to": " "}')
    assert read == BadCommand("hand_over needs the name of a contact in `to`", "c-1")


def test_every_type_is_something_that_an_answer_can_do() -> None:
    assert set(COMMANDS) <= set(get_args(Does))


def test_only_received_may_come_from_a_program() -> None:
    assert isinstance(command(b'{"id":"c","type":"received"}'), Command)
    for kind in set(COMMANDS) - {"received"}:
        read = command(json.dumps({"id": "c", "type": kind, "by": "  "}).encode())
        assert read == BadCommand(f"{kind} needs a person's name in `by`", "c")


@pytest.mark.parametrize(
    ("payload", "because", "named"),
    [
        (b"", "cannot be read", None),
        (b"null", "cannot be read", None),
        (b"[]", "cannot be read", None),
        (b"\xff", "cannot be read", None),
        (b'{"id":7,"type":"test","by":"Sam"}', "cannot be read", None),
        (b'{"type":"test","by":"Sam"}', "cannot be read", None),
        (b'{"id":"c","type":"explode","by":"Sam"}', "'explode'", "c"),
        (b'{"id":"c","by":"Sam"}', "type", "c"),
        (b'{"id":"","type":"test","by":"Sam"}', "the id must have", None),
        (b'{"id":"c","type":"travelling","by":"Sam","minutes":0}', "minutes must be", "c"),
        (b'{"id":"c","type":"travelling","by":"Sam","minutes":"20"}', "minutes", "c"),
        (b'{"id":"c","type":"close","by":"Sam","outcome":"all fine"}', "outcome", "c"),
        (b'{"id":"c","type":"test","by":"' + b"x" * 300 + b'"}', "200 characters", "c"),
        (b'{"id":"c","type":"test","by":"' + b"x" * 70_000 + b'"}', "too long", None),
        (b'{"id":"' + b"x" * 300 + b'"}', "cannot be read", None),
        (b"[" * 60_000, "cannot be read", None),
    ],
)
def test_a_wrong_command_is_refused_with_a_reason(payload: bytes, because: str, named: str | None) -> None:
    read = command(payload)
    assert isinstance(read, BadCommand)
    assert because in read.because
    assert read.id == named


@given(st.binary(max_size=200))
def test_arbitrary_bytes_never_raise(payload: bytes) -> None:
    assert isinstance(command(payload), (Command, BadCommand))
    assert listening(payload) in (True, False, None)


def test_fields_that_we_do_not_know_are_passed_over() -> None:
    assert isinstance(command(b'{"id":"c","type":"test","by":"Sam","desk":3}'), Command)


# --- the documents -------------------------------------------------------------------------------------------------

EXAMPLE = re.compile(r"<!-- example: (\w+) -->\n+```json\n(.*?)```", re.DOTALL)


def _examples(kind: str) -> list[bytes]:
    found = [body.encode() for named, body in EXAMPLE.findall(GUIDE.read_text()) if named == kind]
    assert found, f"the guide has no example of a {kind}"
    return found


def test_the_examples_of_commands_are_understood_and_show_every_type() -> None:
    read = [command(body) for body in _examples("command")]
    assert [each for each in read if isinstance(each, BadCommand)] == []
    assert {each.type for each in read if isinstance(each, Command)} == set(COMMANDS)


def test_the_examples_of_documents_are_what_the_hub_sends() -> None:
    fields = {"class" if name == "cls" else name for name in IncidentDocument.__struct_fields__}
    for body in _examples("incident"):
        msgspec.json.decode(body, type=IncidentDocument)
        assert set(json.loads(body)) <= fields
    shown = set().union(*(json.loads(body) for body in _examples("incident")))
    assert shown == fields, "every field of a document appears in an example"


def test_the_other_examples_have_the_fields_that_the_hub_sends() -> None:
    sent = {"state": online(TOPICS, NOW), "result": result(TOPICS, answer())}
    for kind, message in sent.items():
        for body in _examples(kind):
            assert set(json.loads(body)) == set(json.loads(message.payload))
    assert {frozenset(json.loads(body)) for body in _examples("heartbeat")} == {frozenset(Heartbeat.__struct_fields__)}
    assert [listening(body) for body in _examples("listening")] == [True, False]
    assert json.loads(will(TOPICS).payload) in [json.loads(body) for body in _examples("state")]


@pytest.mark.parametrize("path", [GUIDE, ASYNCAPI], ids=["guide", "asyncapi"])
def test_every_topic_command_outcome_and_field_is_documented(path: Path) -> None:
    words = path.read_text()
    hub = Topics("{hub}" if path == ASYNCAPI else "<hub>")
    incident_topic = hub.incident("{incident}" if path == ASYNCAPI else "<id>")
    topics = [hub.state, hub.heartbeat, hub.command, hub.result, incident_topic, CENTRE_STATE]
    fields = [
        "class",
        *set(IncidentDocument.__struct_fields__) - {"cls"},
        *Command.__struct_fields__,
        *Heartbeat.__struct_fields__,
    ]
    attributes = ["specversion", "source", "carehub.incident", "carehub.heartbeat", "carehub.state", "carehub.result"]
    for word in [*topics, *COMMANDS, *get_args(Outcome), *fields, *attributes]:
        assert word in words, f"{path.name} does not mention {word}"


def test_the_documents_name_no_command_that_does_not_exist() -> None:
    commands = GUIDE.read_text().split("## 4. Commands")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \| (?:your program|a person)", commands, re.MULTILINE)) == set(COMMANDS)
    (listed,) = re.findall(r"enum: \[(received,.*?)\]", ASYNCAPI.read_text())
    assert {word.strip() for word in listed.split(",")} == set(COMMANDS)
