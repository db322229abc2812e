"""Texts on the screen, odd screens included."""

import asyncio
import io
import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, TextIO, get_args

import pytest

from connectors import console
from connectors.console import Console
from hub.model.effects import Accepted, Effect, Receipt, Refused, Text, TryAgain, Withdraw
from hub.model.household import Contact, Detection, Hub, Inactivity, Liveness, Resident, Settings, Wandering
from hub.model.ids import ContactId, EffectKey, IncidentId, ResidentId
from hub.model.incidents import Purpose

HOUR = timedelta(hours=1)
SETTINGS = Settings(
    hub=Hub(id="hub-1", timezone="Europe/London"),
    residents=(Resident(id=ResidentId("mary"), name="Mary S"),),
    contacts=(Contact(id=ContactId("anna"), name="Anna", phone="+447700900111"),),
    detectors=Detection(
        inactivity=Inactivity(
            limit=HOUR, away_after_door=HOUR, home_again_after=HOUR, night_limit=HOUR, night="22:00-07:00",
        ),
        wandering=Wandering(hours="23:00-06:00", back_within=HOUR),
        liveness=Liveness(life_saving=HOUR, mains=HOUR, battery=HOUR, most=HOUR, intervals=3, learn_after=3),
    ),
)  # fmt: skip
AT = datetime(2026, 7, 2, 7, 30, 5, tzinfo=UTC)
_made: list[Console] = []


@pytest.fixture(autouse=True)
def _threads_end() -> Iterator[None]:
    yield
    while _made:
        _made.pop().stop()


def on(stream: TextIO | None, **more: Any) -> Console:
    _made.append(Console(SETTINGS, stream, **more))
    return _made[-1]


def text(**changes: Any) -> Text:
    fields: dict[str, Any] = {
        "key": EffectKey("k"), "at": AT, "to": "anna", "number": "+447700900111", "purpose": "alarm",
        "body": "Help button pressed. Reply 1 if you are going, 2 if you cannot. K7", "expires": AT + HOUR,
        "incident": IncidentId("3f-12"),
    }  # fmt: skip
    return Text(**{**fields, **changes})


def send(sink: Console, effect: Effect) -> Receipt:
    return asyncio.run(sink.send(effect))


def test_a_person_reads_when_who_what_and_how_to_answer() -> None:
    stream = io.StringIO()
    assert send(on(stream), text()) == Accepted()
    shown = stream.getvalue()
    for words in ("08:30:05", "ALARM", "Anna", "+447700900111", "Help button pressed", "Reply 1", "carehub ack"):
        assert words in shown
    assert "\x1b" not in shown


def test_only_what_can_be_answered_says_how() -> None:
    stream = io.StringIO()
    send(on(stream), text(purpose="news", body="Anna is going."))
    assert "carehub ack" not in stream.getvalue()


@pytest.mark.parametrize("purpose", get_args(Purpose))
def test_whatever_a_text_is_for_it_is_printed(purpose: str) -> None:
    stream = io.StringIO()
    assert isinstance(send(on(stream), text(purpose=purpose)), Accepted)
    assert "Help button pressed" in stream.getvalue()


def test_a_screen_never_says_that_a_text_was_delivered_and_remembers_nothing() -> None:
    sink = on(io.StringIO())
    assert send(sink, text()) == Accepted()
    assert asyncio.run(sink.recall(text())) is None


def test_square_brackets_are_printed_as_they_are() -> None:
    stream = io.StringIO()
    send(on(stream), text(body="room [red]hall[/red] 1"))
    assert "room [red]hall[/red] 1" in stream.getvalue()


def test_a_terminal_without_the_letters_gets_question_marks() -> None:
    raw = io.BytesIO()
    assert send(on(io.TextIOWrapper(raw, encoding="ascii")), text(body="Zoë → hall")) == Accepted()
    assert b"Zo? ? hall" in raw.getvalue()


def test_a_closed_pipe_is_try_again() -> None:
    read, write = os.pipe()
    os.close(read)
    stream = os.fdopen(write, "w")
    receipt = send(on(stream), text())
    assert isinstance(receipt, TryAgain)
    assert not isinstance(receipt, Refused)
    with pytest.raises(BrokenPipeError):
        stream.close()


def test_a_closed_stream_is_try_again() -> None:
    stream = io.StringIO()
    stream.close()
    assert isinstance(send(on(stream), text()), TryAgain)


def test_a_terminal_that_was_stopped_does_not_stop_the_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()

    class Stopped(io.StringIO):
        def write(self, words: str) -> int:
            gate.wait(5)
            return super().write(words)

    monkeypatch.setattr(console, "WRITE_TIME_OUT", 0.1)
    assert isinstance(send(on(Stopped()), text()), TryAgain)
    gate.set()


def test_whoever_asked_hears_of_what_was_printed_and_only_of_that() -> None:
    heard: list[Text] = []
    closed = io.StringIO()
    closed.close()
    send(on(io.StringIO(), printed=heard.append), text())
    send(on(closed, printed=heard.append), text(key=EffectKey("lost")))
    assert [each.key for each in heard] == ["k"]


def test_it_prints_to_standard_output_by_default(capsys: pytest.CaptureFixture[str]) -> None:
    send(on(None), text())
    assert "Help button pressed" in capsys.readouterr().out


def test_only_texts_are_printed() -> None:
    effect = Withdraw(key=EffectKey("w"), at=AT, incident=IncidentId("i"), purposes=(), because="")
    with pytest.raises(TypeError, match="Withdraw"):
        send(on(io.StringIO()), effect)
