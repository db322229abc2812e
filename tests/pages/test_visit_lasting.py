"""How long proofs count: what was shown a month ago says nothing of today, and each stands there with its day."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec import structs

from hub.core.in_force import mark
from hub.model.access import Access
from hub.model.household import Secret, Settings
from hub.pages.visit import access, people, ways_out
from hub.pages.visit.devices import answer, button, places, walking
from hub.pages.visit.lasting import FRESH, moment
from hub.pages.visit.step import About, Standing, Words
from hub.settings import load
from tests.pages.conftest import CONFIG, NIGHT, Browser, Clock
from tests.pages.test_visit import begun
from tests.pages.test_visit_forms import access as writes

DEMO = load(CONFIG)
SECOND = timedelta(seconds=1)
AT = NIGHT.isoformat()
BUTTON = next(each for each in DEMO.devices if each.use == "help button")
HEARD = {"at": AT, "heard": True}


def of_access(settings: Settings) -> dict[str, Any]:
    parts = access.to_try(settings)
    return {"tried": {each: {"by": "Sue", "at": AT, "of": access.rests_on(settings, each)} for each in parts}}


def of_ways(settings: Settings) -> dict[str, Any]:
    lines = [{"what": "texts", "ok": "ok", "says": "it works", "do": ""}]
    return {"lines": lines, "at": AT, "of": ways_out.fingerprint(settings)}


def of_walk(settings: Settings) -> dict[str, Any]:
    heard = {each.id: {"at": AT, "of": walking.rests_on(each)} for each in walking.walkers(settings)}
    return {"began": AT, "after": 1, "heard": heard}


def of_help(settings: Settings) -> dict[str, Any]:
    return {"rooms": {BUTTON.id: {room.id: HEARD for room in settings.rooms}}}


def of_press(_: Settings) -> dict[str, Any]:
    return {"rooms": {BUTTON.id: {"": HEARD}}, "answer": "yes"}


TWILIO = structs.replace(
    DEMO, sms=structs.replace(DEMO.sms, provider="twilio"),
    access=Access(street_door="blue door", key_safe="left of it", key_safe_code=Secret(file="/code")),
)  # fmt: skip
STEPS = [
    (access.standing, of_access), (ways_out.standing, of_ways), (walking.standing, of_walk),
    (button.standing, of_help), (answer.standing, of_press),
]  # fmt: skip


def stands(step: int, now: datetime) -> Standing:
    standing, notes = STEPS[step]
    return standing(About(settings=TWILIO, notes=notes(TWILIO), now=now))


@pytest.mark.parametrize("step", range(len(STEPS)))
def test_a_proof_counts_for_a_month_and_then_it_is_open_again(step: int) -> None:
    done, old = stands(step, NIGHT + FRESH - SECOND), stands(step, NIGHT + FRESH)
    assert done.state == "done" and done.proofs and all(each.proven for each in done.proofs)
    assert old.state == "to do" and not any(each.proven for each in old.proofs)


@pytest.mark.parametrize("step", range(3))
def test_every_proof_has_its_day(step: int) -> None:
    for now in (NIGHT, NIGHT + FRESH):
        for proof in stands(step, now).proofs:
            if proof.at is not None:
                assert proof.says.values["time"] == moment(NIGHT, "Europe/London")


def test_a_signal_of_a_month_ago_is_not_known() -> None:
    margin = {"worst": 90, "spare": 60, "count": 5, "word": "enough", "unit": "", "at": AT}
    about = About(settings=TWILIO, notes={"margins": {BUTTON.id: margin}}, now=NIGHT)
    assert set(places.lately(about)) == {BUTTON.id}
    assert places.lately(structs.replace(about, now=NIGHT + FRESH)) == {}


def test_ways_out_that_were_changed_since_are_not_proved_either() -> None:
    notes = {**of_ways(TWILIO), "of": "another"}
    found = ways_out.standing(About(settings=TWILIO, notes=notes, now=NIGHT))
    assert found.state == "to do" and not any(each.proven for each in found.proofs)


def test_people_go_by_the_same() -> None:
    (anna, *_) = people.told(DEMO)
    row = {"asked": AT, "answered": AT}
    for now, proven in ((NIGHT + FRESH - SECOND, True), (NIGHT + FRESH, False)):
        of_hub = {"status": {"settings in force": mark(DEMO)}}
        assert people.proof(About(settings=DEMO, notes={}, now=now, of_hub=of_hub), anna, row).proven is proven


def test_a_moment_has_its_day_in_each_language() -> None:
    assert moment(NIGHT, "Europe/London") == Words(
        "{clock} on {day} {month} {year}", {"clock": "03:00", "day": "28", "month": Words("Nov"), "year": "2026"}
    )


def test_the_page_and_the_certificate_say_when_the_door_was_tried_and_that_it_was_too_long_ago(
    site, clock: Clock
) -> None:  # type: ignore[no-untyped-def]
    ivy: Browser = begun(site)
    writes(ivy, key_safe_code="C4711X")
    for part in ("door", "safe", "key"):
        ivy.post("/visit/access/tried", on="/visit/access", part=part, by="Sue")
    for path in ("/visit/access", "/visit/certificate"):
        assert "by Sue at 03:00 on 28 Nov 2026" in ivy.get(path).text
    clock.passes(days=31)
    ivy.signs_in("Ivy Fitter")
    text = ivy.get("/visit/access").text
    assert "tried by Sue at 03:00 on 28 Nov 2026: too long ago to count" in text
    assert "Not tried yet: Street door; Key safe; Key." in text
    text = ivy.get("/visit/certificate").text
    assert "too long ago to count" in text and "NOT COMPLETE" in text
    ivy.post("/me/language", on="/me", language="cy")
    assert "gan Sue am 03:00 ar 28 Tach 2026: yn rhy bell yn ôl i gyfrif" in ivy.get("/visit/access").text
