"""The auditor's texts go into one part whatever people are called, and say who, what and what to do."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from hub.audit import wording
from hub.audit.seen import Stored
from hub.audit.telling import Matter, Telling
from hub.audit.troubles import GRAVEST, ILL, Sort, Trouble
from hub.core import gsm
from hub.core.home import Home
from hub.core.speech import speaker
from hub.model.household import Contact, Resident
from hub.model.incidents import Incident
from hub.model.kinds import KINDS
from tests.core.samples import ANNA, BEN, CLEO, MARY, at, home
from tests.core.test_wording import words
from tests.core.watched import held, pressed

NOW = at("03:07")
TO = speaker(home(), "anna")
OUT = ("stop", "end", "quit", "cancel", "unsubscribe", "yes", "start")
"""What carriers take as a wish of the reader's, if it is all that the reader sends back (behaviour 12)."""


def trouble(sort: Sort) -> Trouble:
    return Trouble(sort=sort, because="seen so", name={"unreachable": "Ben", "clock": "3 h 20 min"}.get(sort, ""))


def of(sort: Sort, *open_: Incident, again: bool = False, urgent: bool = False, known: bool = True) -> str:
    """The text about one trouble that began two minutes ago."""
    matter = Matter(trouble=trouble(sort), began=880.0, told=900.0 if again else None)
    stored = Stored(open=open_) if known else None
    return wording.text(TO, Telling(troubles=(matter,)), stored, urgent, NOW, 1000.0)


DEAD = "No alarm gets out of this home now. See that the hub has power, or ring whoever looks after it."
ILL_ = "Do not rely on its alarms. Ring whoever looks after the hub."
WELL = "Alarms still go out. Tell whoever looks after the hub."
WRONG = {
    "stopped": ("the hub has stopped", DEAD),
    "frozen": ("the hub hangs", DEAD),
    "missing": ("the hub has not started", DEAD),
    "restarting": ("the hub keeps restarting", ILL_),
    "ticking": ("the hub is stuck", ILL_),
    "step": ("the hub does not go on", ILL_),
    "outbox": ("texts do not leave", ILL_),
    "arriving": ("texts leave and do not arrive", ILL_),
    "unreachable": ("Ben cannot be texted", "An alarm goes to the others only. Ask for another number."),
    "store": ("what the hub keeps cannot be read", WELL),
    "disk": ("the hub's disk is full", WELL),
    "clock": ("its clock was wrong by 3 h 20 min", WELL),
}


@pytest.mark.parametrize("sort", GRAVEST)
def test_each_trouble_has_its_text(sort: Sort) -> None:
    says, means = WRONG[sort]
    assert of(sort) == f"CareHub 03:07: Mary S, 12 Elm Rd: {says}. {means}"
    assert " since 03:05." in of(sort, again=True)


@pytest.mark.parametrize("sort", sorted(ILL))
def test_whoever_waits_for_help_comes_first(sort: Sort) -> None:
    body = of(sort, pressed(at("03:05")))
    assert body.startswith("CareHub 03:07: Mary S: help button pressed 03:05, nobody has answered, and ")
    assert body.endswith("Last told: Anna 03:05. Ring 999 if you cannot be sure.")
    assert "Ring them: nobody else is told now." in of(sort, held("Anna", pressed(at("03:05"))))


def test_what_holds_no_alarm_back_says_nothing_of_the_incident() -> None:
    assert "help button" not in of("clock", pressed(at("03:05")))


def test_of_two_who_wait_the_one_nobody_has_answered_is_named_and_life_before_water() -> None:
    answered = structs.replace(held("Anna", pressed(at("02:00"))), id="e-1")
    leak = structs.replace(pressed(at("02:30")), id="e-2", kind="flood", grave="urgent")
    press = structs.replace(pressed(at("03:05")), id="e-3")
    assert "help button pressed 03:05" in of("stopped", answered, leak, press)
    assert "water leak 02:30" in of("stopped", answered, leak)


def test_equipment_that_nobody_mends_is_no_case_for_999() -> None:
    fault = structs.replace(pressed(at("01:00")), kind="technical", grave="technical", life_saving=True)
    assert "999" not in of("stopped", fault)


def test_several_troubles_are_one_text() -> None:
    matters = tuple(Matter(trouble=trouble(sort), began=900.0) for sort in ("store", "disk", "clock"))
    body = wording.text(TO, Telling(troubles=matters), Stored(), False, NOW, 1000.0)  # type: ignore[arg-type]
    assert "cannot be read. Alarms still go out." in body
    assert "Also: the hub's disk is full." in body


def test_what_is_over_is_said_with_what_it_was() -> None:
    matters = tuple(Matter(trouble=trouble(sort), began=700.0, told=800.0) for sort in ("outbox", "disk"))
    body = wording.text(TO, Telling(over=matters), Stored(), False, NOW, 1000.0)  # type: ignore[arg-type]
    assert body == "CareHub 03:07: Mary S: over. It was: texts do not leave, from 03:02. Also: the hub's disk is full."


LAST = (
    "Ring 999", "Ring them", "Ring whoever looks after it.", "Ffoniwch 999", "Ffoniwch nhw", "Ffoniwch pwy sy'n gofalu",
)  # fmt: skip
"""What a text about somebody who waits never lacks, however long the names are."""


def test_a_welsh_contact_reads_welsh() -> None:
    lived = home(contacts=(structs.replace(ANNA, language="cy"), BEN, CLEO))
    telling = Telling(troubles=(Matter(trouble=trouble("stopped"), began=900.0),))
    body = wording.text(speaker(lived, "anna"), telling, Stored(open=(pressed(at("03:05")),)), True, NOW, 1000.0)
    assert body == (
        "CareHub 03:07: Mary S: gwasgwyd botwm cymorth 03:05, does neb wedi ateb, ac nid yw'r hwb yn rhedeg. "
        "Ffoniwch 999 os nad ydych yn siwr."
    )


@st.composite
def nasty(draw: Callable[..., Any]) -> tuple[Home, Incident]:
    resident = Resident(id=MARY.id, name=draw(words) or "M", address_hint=draw(words))
    language = draw(st.sampled_from(("en-GB", "cy")))
    contact = Contact(id=ANNA.id, name=draw(words) or "A", phone=ANNA.phone, language=language)
    lived = home(residents=(resident,), contacts=(contact,), notices=None)
    kind = draw(st.sampled_from(sorted(KINDS)))
    made = structs.replace(
        pressed(at("03:05")), kind=kind, grave=KINDS[kind].grave, life_saving=draw(st.booleans()),
        told=draw(st.sampled_from(((), pressed(at("03:05")).told))),
    )  # fmt: skip
    return lived, held(draw(words) or "B", made) if draw(st.booleans()) else made


@given(nasty(), st.sampled_from(GRAVEST), words, st.booleans(), st.booleans(), st.booleans())
def test_every_text_fits_into_one_part(
    given_: tuple[Home, Incident], sort: Sort, name: str, again: bool, known: bool, ended: bool
) -> None:
    lived, open_ = given_
    first = Matter(trouble=Trouble(sort=sort, because="", name=name), began=1.0, told=2.0 if again or ended else None)
    second = Matter(trouble=Trouble(sort="disk", because=""), began=2.0, told=3.0)
    telling = Telling(over=(first, second)) if ended else Telling(troubles=(first, second))
    stored = Stored(open=(open_,)) if known else None
    body = wording.text(speaker(lived, "anna"), telling, stored, True, NOW + timedelta(hours=9), 99.0)
    assert gsm.fits(body), (gsm.places(body), body)
    assert body.startswith("CareHub 12:07: ")
    assert body.lower().strip(" .") not in OUT
    if not ended and known and sort in ILL and wording.worst((open_,)):
        assert any(words in body for words in LAST)
