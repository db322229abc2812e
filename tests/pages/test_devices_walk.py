"""A walk through a home with a real hub, a real broker and a small zigbee2mqtt: placed, walked past, pressed, heard."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.pages.application import application
from tests.support.at_the_door import Visitor, until
from tests.support.served import served
from tests.support.walked import DOOR, MOTION, PASSWORD, PENDANT, SMOKE, Walk, walking


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    with walking(tmp_path) as made:
        yield made


def test_only_what_somebody_did_since_the_walk_began_ticks_a_sensor(walk: Walk) -> None:
    walk.says(MOTION, occupancy=True)
    walk.says(DOOR, contact=True, battery=90)
    walk.hub.until(lambda: all(each["heard"] for each in walk.hub.ask("devices")[:2]), "both were heard before")
    assert "Nobody has walked yet." in walk.ivy.get("/visit/walk")
    assert "0 of 3 heard" in walk.ivy.post("/visit/walk/begin")
    walk.says(DOOR, contact=True, battery=89)  # a report of its battery, and of a door that is as it was
    walk.says(MOTION, occupancy=False)
    walk.hub.until(lambda: walk.hub.ask("devices")[1]["battery"] == "89 %", "it was heard")
    assert "0 of 3 heard" in walk.ivy.get("/visit/walk")
    walk.says(DOOR, quality=44, contact=False)
    text = walk.ivy.waits("/visit/walk", lambda text: "1 of 3 heard" in text, "the door")
    assert "Front door exit door · Hall ✓ heard" in text and "Hall motion motion · Hall ✗ not heard" in text
    assert "a weak signal 14 to spare" in text, "of the very message that ticked it"
    walk.says(MOTION, occupancy=True)
    walk.ivy.waits("/visit/walk", lambda text: "2 of 3 heard" in text, "the motion sensor")
    # the smoke alarm is not: what it reports unasked is real
    text = walk.ivy.post("/visit/walk/try", device=SMOKE)
    assert "TEST : the next press of Hall smoke is a test" in text
    walk.says(SMOKE, smoke=True)
    text = walk.ivy.waits("/visit/walk", lambda text: "3 of 3 heard" in text, "the smoke alarm")
    assert "REAL ALARM" not in text and "3 of 3 sensors were heard." in text
    walk.says(SMOKE, smoke=False)
    real = [(each["kind"], each["because"]) for each in walk.hub.ask("incidents") if not each["test"]]
    assert [each for each in real if each[0] == "smoke"] == [], real


def test_a_sensor_is_left_only_with_a_reason_and_never_counts_as_heard(walk: Walk) -> None:
    walk.ivy.post("/visit/walk/begin")
    walk.says(MOTION, occupancy=True)
    walk.ivy.waits("/visit/walk", lambda text: "1 of 3 heard" in text)
    walk.ivy.post("/visit/walk/leave", device=SMOKE, because="  ")
    assert "were left with a reason" not in walk.ivy.get("/visit/walk")
    walk.ivy.post("/visit/walk/leave", device=SMOKE, because="its <b>test</b> frightens her")
    text = walk.ivy.post("/visit/walk/leave", device=DOOR, because="the lock is being changed")
    assert "1 of 3 sensors were heard; the others were left with a reason." in text
    assert "Left because: its <b>test</b> frightens her" in text
    assert "left out" in walk.standing()["Walk test"]
    walk.ivy.post("/visit/walk/leave", device="0xnothing", because="x")
    assert set(walk.notes("walk")["left"]) == {SMOKE, DOOR}  # type: ignore[call-overload]
    assert "0 of 3 heard" in walk.ivy.post("/visit/walk/begin"), "it begins anew"


def test_the_worst_of_the_last_messages_is_the_margin_and_a_move_begins_anew(walk: Walk) -> None:
    walk.ivy.get("/visit/place")
    walk.says(DOOR, contact=True)  # until the page is listened for, nothing comes
    state = [True]

    def speaks(quality: int) -> None:
        state[0] = not state[0]
        walk.says(DOOR, quality=quality, contact=state[0])

    def heard(text: str) -> bool:
        speaks(100)
        return "at worst 100 of 5; 70 to spare" in text

    walk.ivy.waits("/visit/place", heard, "five messages")
    for quality in (90, 20, 95):
        speaks(quality)
    text = walk.ivy.waits("/visit/place", lambda text: "now 95, at worst 20 of 5; -10 to spare" in text)
    assert "Too weak where it stands: Front door. Move it" in text and "too weak a signal" in text
    text = walk.ivy.post("/visit/place/moved", device=DOOR)
    assert "Too weak where it stands" not in text and DOOR not in walk.notes("place")["margins"]  # type: ignore[operator]
    for quality in (40, 41, 42, 43, 44):
        speaks(quality)
    text = walk.ivy.waits("/visit/place", lambda text: "at worst 40 of 5; 10 to spare" in text)
    assert "Front door" not in text.split("Its signal is not known yet:")[1].split(".")[0]
    assert "Kitchen NOT SEEN: no sensor" in text and "Hall not seen: Hall motion not heard" in text
    walk.says(MOTION, occupancy=True)
    walk.ivy.waits("/visit/place", lambda text: "Hall seen by Hall motion" in text)


def test_a_press_that_was_asked_for_is_a_test_and_the_next_one_is_an_alarm_on_every_page(walk: Walk) -> None:
    walk.listens()
    text = walk.ivy.post("/visit/test/help", device=PENDANT, room="kitchen")
    assert "TEST: press Pendant now In: Kitchen." in text and "I am here: test it" not in text
    assert "TEST : the next press of Pendant is a test" in walk.ivy.get("/visit"), "on every page"
    walk.says(PENDANT, action="emergency")
    text = walk.ivy.waits("/visit/help", lambda text: "✓ heard" in text, "the press")
    assert "From the radio to the hub:" in text and "Pendant was not heard yet in: Hall." in text
    assert "s after you asked" in text and "REAL ALARM" not in text
    walk.says(PENDANT, action="emergency")
    walk.hub.until(lambda: any(not each["test"] for each in walk.hub.ask("incidents")), "the alarm")
    for path in (
        "/visit",
        "/visit/help",
        "/visit/walk",
        "/visit/pair",
        f"/visit/pair/device/{PENDANT}",
        "/visit/place",
    ):
        text = walk.ivy.waits(path, lambda text: "REAL ALARM: Help button pressed" in text, path)
        assert "This is no test." in text and "Nobody has it yet" in text
    text = walk.ivy.post("/visit/test/help", 422, device=PENDANT, room="hall")
    assert "is open, and somebody may need help" in text, "nothing is a test while somebody may need help"


def test_the_resident_presses_and_what_was_heard_of_the_answer_is_asked(walk: Walk) -> None:
    text = walk.ivy.get("/visit/press")
    assert "The resident has not pressed yet." in text and "nothing is said aloud" in text
    walk.ivy.post("/visit/press/answer", answer="yes")
    assert walk.notes("press") == {}, "nobody can have heard an answer to no press"
    walk.ivy.post("/visit/test/press", device=PENDANT)
    walk.says(PENDANT, action="emergency")
    walk.ivy.waits("/visit/press", lambda text: "Did the resident hear the answer?" in text)
    assert "The answer was not heard." in walk.ivy.post("/visit/press/answer", answer="no")
    text = walk.ivy.post("/visit/press/answer", answer="told")
    assert "Nothing is said aloud after a press." in text
    walk.ivy.post("/visit/press/answer", answer="<script>")
    assert walk.notes("press")["answer"] == "told"


def test_a_test_is_gone_on_with_in_another_browser_and_after_the_pages_began_anew(walk: Walk) -> None:
    walk.ivy.post("/visit/test/help", device=PENDANT, room="hall")
    walk.ivy.close()
    with served(application(walk.site, https=False)) as origin:
        walk.site.accounts.add("Ian Second", "installer", PASSWORD, walk.site.now())
        ian = Visitor(origin, walk.site, "Ian Second")
        assert "TEST: press Pendant now" in ian.get("/visit/help")
        walk.says(PENDANT, action="emergency")
        ian.waits("/visit/help", lambda text: "✓ heard" in text)
        ian.close()


def test_without_a_hub_nothing_is_a_test_and_nothing_ticks(walk: Walk) -> None:
    walk.ivy.post("/visit/walk/begin")
    walk.hub.stop()
    until(lambda: "no hub is running" in walk.ivy.post("/visit/test/help", 422, device=PENDANT, room="hall"))
    for path in ("/visit/walk", "/visit/pair", "/visit/place", "/visit/press", "/visit/fall"):
        text = walk.ivy.get(path)
        assert "✓ heard" not in text
    assert "The hub does not run" in walk.ivy.get("/visit/pair")
    walk.hub.start()
