"""A timeline has everything: each state, attempt, receipt, answer and withdrawal, once, in order, with who and why."""

from collections import Counter
from pathlib import Path

import pytest

from hub.model.effects import Text
from hub.model.events import Receipted
from hub.model.ids import IncidentId
from hub.records.timeline import NOT_KEPT, Line, timeline
from hub.shell.store import Store
from tests.shell.test_store_migrations import made_by_first
from tests.stories.test_stories import STORIES
from tests.support.kept_days import keep
from tests.support.stories import Day

STORY = Path(__file__).parent / "three_days.story"


def lines_of(store: Store, incident: IncidentId) -> tuple[Line, ...]:
    found = store.incident(incident)
    assert found is not None
    return timeline(found, store.trail_of(incident), store.messages_of(incident))


def shown(lines: tuple[Line, ...]) -> list[str]:
    return [f"{one.at:%H:%M:%S} {one.who}: {one.what}" + (f" ({one.because})" if one.because else "") for one in lines]


def test_a_call_from_the_press_to_the_end(tmp_path: Path) -> None:
    keep(STORY, tmp_path)
    store = Store.open(tmp_path)
    lines = lines_of(store, IncidentId("story-3"))
    assert shown(lines) == [
        "10:00:00 hub: Help button pressed (help) (Help button pressed)",
        "10:00:00 hub: raised (Help button pressed)",
        "10:00:00 hub: round 1, rung 1: the centre (Help button pressed)",
        "10:00:00 hub: document for the centre: alarm",
        "10:00:04 the centre's program: has it (Help button pressed)",
        "10:00:50 Sue: coordinates (answered by centre; cannot attend)",
        "10:02:00 hub: round 1, rung 2: Anna (nobody has answered in time)",
        "10:02:00 hub: text to Anna: alarm",
        "10:02:03 provider: accepted: text to Anna",
        "10:02:05 provider: delivered: text to Anna",
        "10:03:00 Anna: replied (text of 4 characters, code none)",
        "10:03:00 Anna: travelling (answered by sms)",
        "10:03:00 hub: text to Anna: news",
        "10:15:00 Anna: replied (text of 9 characters, code none)",
        "10:15:00 Anna: with_resident (answered by sms)",
        "10:30:00 hub: not sent: news to anna (Sue: helped)",
        "10:30:00 Sue: closed: helped (Sue: helped)",
        "10:30:00 hub: text to Anna: outcome",
    ]
    said = [one.said for one in lines if one.said]
    for words, text in zip(("Help button pressed", "Thank you", "closed: helped"), said, strict=True):
        assert words in text
    late = shown(lines_of(store, IncidentId("story-25")))
    assert "20:01:00 Anna: cannot (answered by sms)" in late
    assert "20:50:00 hub: not sent: question to ben (Ben is there now)" in late
    store.close()


@pytest.mark.parametrize("name", STORIES)
def test_of_any_day_every_state_message_and_receipt_has_its_line_once(name: str, tmp_path: Path) -> None:
    day = keep(STORIES[name], tmp_path)
    store = Store.open(tmp_path)
    for incident in store.incidents(limit=1000):
        lines = lines_of(store, incident.id)
        told = Counter((one.message, one.at) for one in lines if one.step == "told")
        assert {key for key, _ in told} >= {t.key for t in incident.told} | set(texts(day, incident.id))
        assert max(told.values(), default=1) == 1
        states = [one.what.removeprefix("closed: ") for one in lines if one.step == "closed"]
        assert states == ([incident.outcome] if incident.closed else [])
        assert ("raised" in [one.step for one in lines]) == (incident.raised is not None) or states
    receipts = [one for one in day.steps if isinstance(one[0], Receipted)]
    kept = [one for one in store.audit(limit=100_000) if one.step == "receipt"]
    assert [(one.message, one.at) for one in kept] == [(event.effect, event.at) for event, _, _ in receipts]
    store.close()


def texts(day: Day, incident: str) -> list[str]:
    effects = (effect for step in day.steps for effect in step[2])
    return [effect.key for effect in effects if isinstance(effect, Text) and effect.incident == incident]


def test_an_older_stores_gaps_are_filled_from_what_there_is(tmp_path: Path) -> None:
    store = Store.open(made_by_first(tmp_path))
    lines = lines_of(store, IncidentId("0a1b2c3d-3"))
    assert [(one.step, one.who) for one in lines if one.step] == [("told", "hub")]
    assert NOT_KEPT not in [one.because for one in lines]
    store.close()


def test_a_telephone_call_stands_in_it_with_its_words_and_its_end(tmp_path: Path) -> None:
    keep(STORIES["voicemail_answers"], tmp_path)
    store = Store.open(tmp_path)
    lines = lines_of(store, store.incidents()[0].id)
    assert [one for one in shown(lines) if "call" in one] == [
        "10:00:00 hub: call to Ben: alarm",
        "10:00:02 provider: accepted: call to Ben",
        "10:00:50 provider: not answered: call to Ben (no key was pressed)",
        "10:01:00 hub: called again: Ben (nobody pressed a key)",
        "10:01:00 hub: call to Ben: alarm",
        "10:01:50 provider: not answered: call to Ben (no key was pressed)",
        "10:04:00 Ben: pressed 1 (in the call)",
        "10:04:00 Ben: is going too (answered by call)",
    ]
    (first, second) = [one.said for one in lines if one.step == "told" and "call to Ben" in one.what]
    assert first == second and "Press 1 if you are going." in first
    store.close()
