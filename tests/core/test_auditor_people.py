"""What the auditor finds for people: steps that do not come, texts that do not leave or arrive, who is unreachable."""

from datetime import timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec import structs

from hub.audit import judge
from hub.audit.seen import Leaving, Stored
from hub.model.ids import IncidentId
from hub.model.incidents import Place
from tests.core.samples import ANNA, BEN, CLEO, at, incident
from tests.core.watched import Watched, held, pressed, text_to

WITHIN = 60.0
LONG = timedelta(hours=1)


def calling(*fates: tuple[str | None, str], usual: float | None = 5.0, **more: object) -> Watched:
    """Mary has just pressed; one alarm each to these numbers (None: the centre), which fares so."""
    watched = Watched().wait(300)
    rows = (text_to(number, fate, watched.now) for number, fate in fates)
    return watched.calls(pressed(watched.now, until=LONG, **more), *rows, usual=usual)


def told(watched: Watched) -> tuple[float, str]:
    """The one text, and how long after the press."""
    ((when, body),) = watched.texts
    return when - 300, body


def test_a_ladder_that_is_climbed_in_time_is_no_trouble() -> None:
    watched = Watched().wait(300)
    for _ in range(60):
        watched.calls(pressed(watched.now), text_to(ANNA.phone, "arrived", watched.now)).wait(125)
    assert watched.texts == []


def test_a_step_that_does_not_come_is_told_within_a_minute() -> None:
    watched = Watched().wait(300).calls(pressed(Watched().wait(300).now))
    assert watched.wait(135).texts == []
    after, body = told(watched.wait(60))
    assert 140 <= after <= 120 + WITHIN
    assert "nobody has answered, and the hub does not go on. Last told: Anna 03:05. Ring 999" in body


def test_a_holder_who_is_not_asked_how_it_goes_is_told_of() -> None:
    watched = Watched().wait(300)
    watched.calls(held("Anna", pressed(watched.now))).wait(15 * 60 + 10)
    assert watched.texts == []
    after, body = told(watched.wait(60))
    assert after <= 15 * 60 + WITHIN
    assert "Anna has it, and the hub does not go on" in body


@pytest.mark.parametrize("more", [{"place": None}, {"state": "pending", "due": None, "place": None}])
def test_an_incident_for_which_no_step_is_planned_is_stuck(more: dict[str, object]) -> None:
    after, body = told(calling((ANNA.phone, "arrived"), **more).wait(WITHIN))
    assert after <= WITHIN
    assert "the hub does not go on" in body


@pytest.mark.parametrize("fate", ["waiting", "expired", "refused"])
def test_an_alarm_that_nobody_takes_is_told_within_a_minute(fate: str) -> None:
    after, body = told(calling((ANNA.phone, fate)).wait(120))
    assert 40 < after <= WITHIN
    assert "help button pressed 03:05, nobody has answered, and texts do not leave." in body


def test_a_document_that_waits_for_the_centre_is_stuck_only_if_nothing_else_has_left() -> None:
    assert calling((None, "waiting"), (ANNA.phone, "arrived")).wait(120).texts == []
    after, _ = told(calling((None, "waiting")).wait(120))
    assert after <= WITHIN
    assert calling((None, "taken")).wait(120).texts == []


def test_one_phone_that_takes_no_text_is_not_the_way_out() -> None:
    watched = calling((ANNA.phone, "waiting"))
    later = text_to(BEN.phone, "arrived", watched.now, settled=watched.now + timedelta(seconds=2))
    assert watched.stored is not None
    watched.stored = structs.replace(watched.stored, leaving=(*watched.stored.leaving, later))
    assert watched.wait(300).texts == []


def test_texts_that_are_taken_and_never_arrive_are_told_within_a_minute() -> None:
    after, body = told(calling((ANNA.phone, "taken"), (BEN.phone, "taken")).wait(120))
    assert 45 < after <= WITHIN
    assert "texts leave and do not arrive. Last told: Anna 03:05. Ring 999 if you cannot be sure." in body


def test_a_single_phone_may_just_be_off_for_three_minutes() -> None:
    watched = calling((ANNA.phone, "taken")).wait(175)
    assert watched.texts == []
    assert told(watched.wait(20))[0] <= 195


@pytest.mark.parametrize(
    ("fates", "usual", "more"),
    [
        ((("anna", "taken"), ("ben", "taken")), None, {}),
        ((("anna", "taken"), ("ben", "taken"), ("cleo", "arrived")), 5.0, {}),
        ((("anna", "taken"), ("ben", "taken")), 5.0, {"cannot": ("ben",)}),
    ],
    ids=["no delivery report ever came here", "one has arrived", "somebody has answered that they cannot"],
)
def test_what_shows_that_texts_arrive_or_that_nobody_would_know(
    fates: tuple[tuple[str, str], ...], usual: float | None, more: dict[str, object]
) -> None:
    phones = {"anna": ANNA.phone, "ben": BEN.phone, "cleo": CLEO.phone}
    assert calling(*((phones[name], fate) for name, fate in fates), usual=usual, **more).wait(600).texts == []


def test_a_provider_whose_reports_are_slow_is_given_its_time() -> None:
    watched = calling((ANNA.phone, "taken"), (BEN.phone, "taken"), usual=30.0).wait(85)
    assert watched.texts == []
    assert told(watched.wait(20))[0] <= 100


def test_a_test_and_a_notice_ask_for_nobody() -> None:
    watched = Watched().wait(300)
    rows = (text_to(ANNA.phone, "waiting", watched.now),)
    watched.calls(pressed(watched.now, test=True), *rows).wait(300)
    watched.calls(incident("technical", place=None, due=None), *rows).wait(200)
    assert watched.texts == []


def test_other_texts_that_wait_for_ten_minutes_are_told_before_an_alarm_needs_the_way() -> None:
    watched = Watched().wait(300)
    notice = Leaving(at=watched.now, number=str(ANNA.phone), fate="waiting", purpose="notice")
    watched.more["outbox"] = 1
    watched.stored = Stored(leaving=(notice,))
    assert watched.wait(590).texts == []
    assert "texts do not leave. Do not rely on its alarms." in told(watched.wait(30))[1]


def test_somebody_on_the_ladder_who_cannot_be_texted_is_named_in_decent_hours() -> None:
    watched = Watched().wait(300)
    watched.stored = Stored(refused={"447700900222": "this phone has opted out", "447700900999": "a stranger"})
    watched.quiet = True
    assert watched.wait(600).texts == []
    watched.quiet = False
    watched.wait(WITHIN)
    (body,) = watched.said()
    means = "An alarm goes to the others only. Ask for another number."
    assert body == f"CareHub 03:15: Mary S, 12 Elm Rd: Ben cannot be texted. {means}"


def test_a_second_incident_that_is_stuck_too_is_told_after_ten_minutes() -> None:
    watched = calling((ANNA.phone, "waiting")).wait(120)
    assert watched.stored is not None
    other = structs.replace(pressed(watched.now, until=LONG), id=IncidentId("e-2"))
    row = structs.replace(text_to(ANNA.phone, "waiting", watched.now), incident=other.id)
    stored = watched.stored
    watched.stored = structs.replace(stored, open=(*stored.open, other), leaving=(*stored.leaving, row))
    watched.wait(300)
    assert len(watched.texts) == 1
    watched.wait(400)
    assert len(watched.texts) == 2


def away(fate: str, **more: object) -> Watched:
    """An alarm each to Anna and Ben, which fared so when the hub was killed; it is back after ten minutes."""
    watched = calling((ANNA.phone, fate), (BEN.phone, fate), **more).wait(5).dies().wait(600)
    assert [("the hub has stopped" in body) for body in watched.said()] == [True]
    watched.lives().more["urgent"] = True
    return watched


def served(watched: Watched) -> Watched:
    """The hub has caught up: its texts have arrived, and Anna has it."""
    assert watched.stored is not None
    arrived = tuple(structs.replace(row, fate="arrived", accepted=True) for row in watched.stored.leaving)
    has_it = structs.replace(held("Anna", watched.stored.open[0]), due=watched.now + LONG)
    return watched.calls(has_it, *arrived, usual=5.0)


STEP = {"place": Place(since=at("03:05"), until=at("03:07"))}


@pytest.mark.parametrize(
    ("fate", "more"), [("waiting", {}), ("taken", {}), ("arrived", STEP)], ids=["outbox", "receipts", "step"]
)
def test_a_hub_that_is_back_is_not_blamed_for_what_came_due_while_it_was_away(
    fate: str, more: dict[str, object]
) -> None:
    watched = served(away(fate, **more).wait(15)).wait(600)
    assert len(watched.texts) == 2
    assert "the hub works again" in watched.said()[1]


@pytest.mark.parametrize(
    ("fate", "more", "says"),
    [("waiting", {}, "do not leave"), ("taken", {}, "do not arrive"), ("arrived", STEP, "does not go on")],
    ids=["outbox", "receipts", "step"],
)
def test_a_hub_that_is_back_and_does_not_catch_up_is_told_within_a_minute(
    fate: str, more: dict[str, object], says: str
) -> None:
    watched = away(fate, **more)
    watched.texts.clear()
    watched.wait(WITHIN)
    assert [(says in body) for body in watched.said()] == [True]


@pytest.mark.parametrize("stopped", [False, True], ids=["it was cut off", "it had been stopped"])
def test_after_a_power_cut_the_hub_gets_its_time_although_the_auditor_is_as_new(stopped: bool) -> None:
    watched = calling((ANNA.phone, "waiting")).wait(5).dies()
    watched.more["stopped"] = stopped
    watched.beat()
    watched.pass_time(3600)
    watched.memory = judge.start(watched.seen())
    watched.pass_time(5)
    watched.lives().more["urgent"] = True
    assert served(watched.wait(15)).wait(300).texts == []


def test_a_hub_that_restarts_again_and_again_gets_no_time_for_it() -> None:
    watched = calling((ANNA.phone, "waiting"))
    for pid in (80, 81, 82):
        watched.dies().wait(5)
        watched.lives(pid).more["urgent"] = True
        watched.wait(15)
    after, body = told(watched)
    assert after <= WITHIN
    assert "texts do not leave" in body


def test_an_auditor_that_is_new_beside_a_hub_that_was_there_gives_it_no_time() -> None:
    watched = calling((ANNA.phone, "waiting")).wait(35)
    watched.memory = judge.start(watched.seen())
    assert told(watched.wait(20))[0] <= WITHIN


moves = st.sampled_from(
    ("wait", "dies", "freezes", "lives", "stops", "leaps", "leaps back", "calls", "stuck", "lost", "answers", "full",
     "unreadable", "readable", "empty")
)  # fmt: skip


def do(watched: Watched, move: str, seconds: int) -> None:  # noqa: C901 - a table in words
    match move:
        case "dies" | "freezes" | "stops":
            getattr(watched, move)()
        case "lives":
            watched.lives(pid=watched.more["pid"] + 1)
        case "leaps":
            watched.leaps(seconds * 60.0)
        case "leaps back":
            watched.leaps(seconds * -60.0, hub_follows=False)
        case "calls":
            watched.calls(pressed(watched.now), text_to(ANNA.phone, "arrived", watched.now), usual=5.0)
        case "stuck" | "lost":
            fate = "waiting" if move == "stuck" else "taken"
            rows = (text_to(c.phone, fate, watched.now) for c in (ANNA, BEN))
            watched.calls(pressed(watched.now, until=LONG), *rows, usual=5.0)
        case "answers":
            watched.stored = Stored()
            watched.more["urgent"] = False
        case "full" | "empty":
            watched.free = 0 if move == "full" else 10**9
        case "unreadable" | "readable":
            watched.unreadable = "no" if move == "unreadable" else ""


@settings(deadline=None, max_examples=40, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(st.tuples(moves, st.integers(5, 600)), max_size=20))
def test_whatever_happens_a_dead_hub_is_told_and_no_phone_is_flooded(story: list[tuple[str, int]]) -> None:
    watched = Watched().wait(60)
    for move, seconds in story:
        do(watched, move, seconds)
        watched.wait(seconds)
    for when, _ in watched.texts:
        hour = [at for at, _ in watched.texts if when <= at < when + 3600]
        assert len(hour) <= 20, watched.texts
    watched.lives(pid=5000).wait(7200)
    watched.texts.clear()
    watched.dies().wait(WITHIN)
    assert any("the hub has stopped" in body for body in watched.said())


def test_whoever_holds_an_incident_that_waits_for_nothing_is_not_reminded_of_the_hub() -> None:
    watched = Watched().wait(300)
    watched.calls(structs.replace(held("Anna", pressed(watched.now)), due=None)).wait(600)
    assert watched.texts == []
