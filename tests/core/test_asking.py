"""The resident is asked first: by whom that is possible, for how long, and in what words."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from hub.core import asked_first, wording_resident
from hub.core.gsm import fits
from hub.core.home import Home
from hub.core.speech import speaker
from hub.model.household import Announcing, Timers
from hub.model.kinds import KINDS
from tests.core.samples import MARY, at, incident, settings
from tests.core.test_wording import NASTY

SILENT_MARY = structs.replace(MARY, phone=None)


@pytest.mark.parametrize(
    ("phone", "announce", "ask", "waits"),
    [
        (True, None, 300, 300),
        (False, None, 300, 20),
        (False, Announcing(), 300, 300),
        (False, Announcing(speak=False), 300, 20),
        (False, Announcing(kinds=("help",)), 300, 20),
        (True, Announcing(), 0, 20),
        (True, None, 10, 20),
    ],
)
def test_who_can_be_asked_has_time_to_answer(phone, announce, ask, waits):
    mary = structs.replace(MARY, phone="+447700900100") if phone else SILENT_MARY
    home = Home(settings(residents=(mary,), announce=announce, timers=Timers(ask=timedelta(seconds=ask))))
    assert asked_first.wait(home, "inactivity", mary.id) == timedelta(seconds=waits)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - asked_first.ASKED_FIRST))
def test_nothing_else_waits_for_an_answer(kind):
    home = Home(settings(residents=(structs.replace(MARY, phone="+447700900100"),), announce=Announcing()))
    assert asked_first.wait(home, kind, MARY.id) <= timedelta(seconds=20)


@given(
    st.sampled_from(NASTY) | st.text(max_size=118),
    st.sampled_from(("en-GB", "cy")),
    st.sampled_from(sorted(asked_first.ASKED_FIRST)),
)
def test_the_question_is_one_part_whatever_the_name(name, language, kind):
    home = Home(settings(residents=(structs.replace(MARY, name=name, phone="+447700900100", language=language),)))
    of = incident(kind=kind, due=at("08:35"))
    text = wording_resident.are_you_all_right(speaker(home, f"resident:{MARY.id}"), of, at("08:30"), MARY.id)
    assert fits(text), text
    assert "08:35" in text and "OK" in text
