"""A whole visit with a real hub, a real broker and a real carrier's door: only then it is COMPLETE."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.pages.visit.consent import FUNCTIONS
from tests.support.at_the_door import NICELY
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Carrier
from tests.support.home import ANNA, BEN, twilio
from tests.support.walked import DOOR, MOTION, PENDANT, SMOKE, Walk, walking


@pytest.fixture
def carrier() -> Iterator[Carrier]:
    with Carrier() as opened:
        yield opened


@pytest.fixture
def walk(tmp_path: Path, carrier: Carrier, monkeypatch: pytest.MonkeyPatch) -> Iterator[Walk]:
    monkeypatch.setenv("CARRIER_TOKEN", TOKEN)
    monkeypatch.setattr("hub.pages.visit.rehearsal_pages.SIZE", ("--people", "1", "--weeks", "1", "--accidents", "1"))
    with walking(tmp_path, twilio(carrier.url, ACCOUNT, SENDER), token=TOKEN) as made:
        yield made


def forms(walk: Walk) -> None:
    answers = {f"agreed-{name.replace(' ', '-')}": "yes" for name in FUNCTIONS}
    walk.ivy.post("/visit/consent", decides="resident", day="2026-11-28", review="2027-05-28", **answers)
    walk.ivy.waits("/visit/ways-out", lambda text: "ONE way out" in text, "the way out", NICELY)
    walk.ivy.post("/visit/access", street_door="blue door", key_safe="left", key_safe_code="C4711X")
    for part in ("door", "safe", "key"):
        walk.ivy.post("/visit/access/tried", part=part)
    walk.ivy.post("/visit/home", name="Mary S", others="none", language="en-GB")


def devices(walk: Walk) -> None:
    walk.listens()
    for turn in range(6):
        walk.says(MOTION, occupancy=bool(turn % 2))
        walk.says(DOOR, contact=bool(turn % 2))
        walk.says(PENDANT, battery=80 - turn)
        walk.says(SMOKE, battery=80 - turn, smoke=False)
    walk.ivy.waits("/visit/place", lambda text: "Its signal is not known yet" not in text, "signals")
    walk.ivy.post("/visit/walk/begin")
    walk.says(MOTION, occupancy=False)
    walk.says(MOTION, occupancy=True)
    walk.says(DOOR, contact=True)
    walk.says(DOOR, contact=False)
    walk.ivy.waits("/visit/walk", lambda text: "2 of 3 heard" in text, "door and motion")
    walk.ivy.post("/visit/walk/try", device=SMOKE)
    walk.says(SMOKE, smoke=True)
    walk.ivy.waits("/visit/walk", lambda text: "3 of 3 sensors were heard." in text, "the smoke alarm")
    walk.says(SMOKE, smoke=False)


def presses(walk: Walk) -> None:
    for number, room in enumerate(("hall", "kitchen"), 1):
        walk.ivy.post("/visit/test/help", device=PENDANT, room=room)
        walk.says(PENDANT, action="emergency")
        walk.ivy.waits("/visit/help", lambda text, number=number: text.count("✓ heard") >= number, room)
    walk.ivy.post("/visit/test/press", device=PENDANT)
    walk.says(PENDANT, action="emergency")
    walk.ivy.waits("/visit/press", lambda text: "Did the resident hear the answer?" in text)
    walk.ivy.post("/visit/press/answer", answer="told")


def people(walk: Walk, carrier: Carrier) -> None:
    for name, number in (("anna", ANNA), ("ben", BEN)):
        walk.ivy.post("/visit/people/test", contact=name)
        carrier.expect(number, "only a test")
        carrier.replies(number, "ok")
    for number in (ANNA, BEN):
        carrier.expect(number, "thank you, that works", within=60)
    walk.ivy.waits("/visit/people", lambda text: "Everybody who is told anything has answered." in text, "answers")


def test_with_everything_proved_it_is_complete_and_with_a_new_code_it_is_not(walk: Walk, carrier: Carrier) -> None:
    forms(walk)
    people(walk, carrier)
    devices(walk)
    presses(walk)
    walk.ivy.post("/visit/rehearsal")
    walk.ivy.waits("/visit/rehearsal", lambda text: "Expected calls for nothing" in text, "the rehearsal", NICELY)
    text = walk.ivy.get("/visit/certificate")
    assert "NOT COMPLETE" not in text and "COMPLETE : everything was proved" in text, text
    assert "ONE way out" in text
    walk.ivy.post("/visit/access", street_door="blue door", key_safe="left", key_safe_code="4712")
    text = walk.ivy.get("/visit/certificate")
    assert "NOT COMPLETE" in text and "Not tried yet: Key safe; Key." in text
    known = ("only a test", "thank you, that works", "The battery of Front door is low")
    assert [sent.body for sent in carrier.sent if not any(words in sent.body for words in known)] == []
