"""What the resident hears in the home: true, short, calm, and nothing that somebody else in the room must not hear."""

import os
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from detectors import parts
from hub.core import reassurance, wording_spoken
from hub.core.engine import Engine
from hub.core.fold import fold
from hub.core.home import Home
from hub.core.languages import find
from hub.core.speech import Speaker
from hub.core.state import State, World
from hub.model.effects import Accepted, Announce, Recorded, Refused, Text
from hub.model.events import Answered, ClockVouched, Does, Event, Listed, Means, Receipted, Reported, Said
from hub.model.household import Announcing, Resident, Settings, Sms
from hub.model.ids import CENTRE, DeviceId, ResidentId
from hub.model.incidents import Holder, Incident
from hub.ports import Detector
from tests.core.samples import MARY, at, incident, settings

GOLDEN = Path(__file__).parent / "golden_spoken.txt"
NASTY = ("Siôn", "O'Brien", "北京", "Zoë 😀", "", "x" * 300, "+447700900123", "<break/>", "Mary\r\nS", "{name}")


def speaks(tag: str = "en-GB", **home: Any) -> Speaker:
    return Speaker(Home(settings(announce=Announcing(), **home)), find(tag))


def everything(to: Speaker) -> Iterator[str]:
    """Every sentence, with ordinary data."""
    help_, fall, smoke = incident("help"), incident("fall"), incident("smoke")
    twenty, minutes = timedelta(seconds=20), timedelta(minutes=2)
    yield wording_spoken.asks(to, fall, twenty, button=True, texts=True)
    yield wording_spoken.asks(to, fall, twenty, button=False, texts=True)
    yield wording_spoken.asks(to, fall, minutes, button=False, texts=False)
    for of in (help_, fall, incident("inactivity"), smoke, incident("flood")):
        yield wording_spoken.raised(to, of, ("Anna",), by_text=True)
    yield wording_spoken.raised(to, help_, ("Anna", CENTRE), by_text=False)
    yield wording_spoken.raised(to, help_, ("Anna", "Ben", "Cleo", "Dan"), by_text=True)
    yield wording_spoken.raised(to, help_, (), by_text=True)
    yield wording_spoken.still(to, ("Ben", "Cleo"), again=False)
    yield wording_spoken.still(to, ("Anna",), again=True)
    yield wording_spoken.still(to, (), again=False)
    yield wording_spoken.pressed_unanswered(to)
    yield wording_spoken.pressed_again(to, "Anna", comes=True)
    yield wording_spoken.pressed_again(to, "Anna", comes=False)
    yield wording_spoken.too_late(to)
    for way in (None, 4, 8, 12, 20, 30, 40, 60, 90):
        yield wording_spoken.coming(to, "Anna", way)
    yield wording_spoken.knows(to, "Anna", searching=True)
    yield wording_spoken.knows(to, "Anna", searching=False)
    yield wording_spoken.rang_999(to, "Anna")
    yield wording_spoken.well(to)
    yield wording_spoken.cancelled(to)
    yield wording_spoken.tried(to, help_, "Help button")
    yield wording_spoken.tried(to, smoke, "Hall smoke alarm")
    yield wording_spoken.tried(to, smoke, "Alarm 0771")


def test_every_sentence_is_as_reviewed_in_english_and_in_welsh() -> None:
    """`CAREHUB_REWRITE_GOLDEN=1` writes them anew."""
    pairs = zip(everything(speaks()), everything(speaks("cy-GB")), strict=True)
    written = "".join(f"{english}\n     {welsh}\n" for english, welsh in pairs)
    if os.environ.get("CAREHUB_REWRITE_GOLDEN"):
        GOLDEN.write_text(written)
    assert written == GOLDEN.read_text()


@pytest.mark.parametrize("tag", ["en-GB", "cy-GB"])
def test_every_sentence_can_be_listened_to(tag: str) -> None:
    """About 12 characters a second are spoken: nobody listens longer than about 12 s."""
    assert max(map(len, everything(speaks(tag)))) <= 150


@pytest.mark.parametrize("name", NASTY)
def test_a_name_that_cannot_be_said_is_somebody(name: str) -> None:
    resident = structs.replace(MARY, name=name)
    to = speaks(residents=(resident,))
    said = [
        wording_spoken.coming(to, name, 10), wording_spoken.knows(to, name, searching=True),
        wording_spoken.asks(to, incident("fall"), timedelta(seconds=20), button=False, texts=False),
    ]  # fmt: skip
    assert not re.search(r"[0-9]{4}|[<>{}\r\n]", " ".join(said))
    assert not re.search(r" {2}|^ |[ ,][?.]", "|".join(said))
    if name in ("北京", "", "+447700900123"):
        assert said[0] == "somebody is coming, in about ten minutes."


def test_nobody_is_promised_sooner_than_they_said() -> None:
    spans = {"five minutes": 5, "ten minutes": 10, "a quarter of an hour": 15, "twenty minutes": 20,
             "half an hour": 30, "three quarters of an hour": 45, "an hour": 60}  # fmt: skip
    for minutes in range(241):
        said = wording_spoken.coming(speaks(), "Anna", minutes)
        about = next((span for words, span in spans.items() if said.endswith(f"about {words}.")), 241)
        assert minutes <= about, said


# what is decided


def about(before: Incident | None, world: World | None = None, **home: Any) -> reassurance.About:
    known = {before.id: before} if before is not None else {}
    whole = Home(settings(**{"announce": Announcing(), **home}))
    return reassurance.About(whole, world or World(), known, known, {}, at("08:30"))


def heard(before: Incident | None, after: Incident, world: World | None = None, **home: Any) -> list[Announce]:
    return [said for _, said in reassurance.announcements(about(before, world, **home), (after,))]


PENDING = incident("fall", state="pending", raised=None, due=at("08:30:20"))


def texts(before: Incident | None, after: Incident, world: World | None = None, **home: Any) -> list[str]:
    return [said.text for said in heard(before, after, world, **home)]


def test_a_cancel_is_offered_only_where_there_is_one() -> None:
    (plain,) = texts(None, PENDING)
    assert plain == "Are you all right, Mary? In 20 seconds I will ask for help."
    button = Listed(name="b", address=DeviceId("pendant"), means=(Means("action", "cancel", ("cancel",)),))
    (pressed,) = texts(None, PENDING, World(listed={DeviceId("pendant"): button}))
    assert pressed.endswith("If all is well, press cancel on your button.")
    stranger = Listed(name="b", address=DeviceId("0xff"), means=button.means)
    assert texts(None, PENDING, World(listed={DeviceId("0xff"): stranger})) == [plain]
    twilio = Sms(provider="twilio", sender="+447700900000")
    (by_text,) = texts(None, PENDING, sms=twilio)
    assert by_text.endswith("If all is well, send me a text that says OK.")
    no_phone = structs.replace(MARY, phone=None)
    assert texts(None, PENDING, sms=twilio, residents=(no_phone,)) == [plain]


@pytest.mark.parametrize(
    "kind", ["wandering", "no return", "bed left at night", "missed visit", "life-saving fault", "technical",
             "routine change", "movement while away"],
)  # fmt: skip
def test_of_these_nothing_is_ever_said(kind: str) -> None:
    assert not heard(None, incident(kind)) and not heard(incident(kind), incident(kind, state="closed"))


@pytest.mark.parametrize("outcome", ["died", "taken to hospital", "ambulance", "no access", "service ended", "test"])
def test_an_end_that_is_not_well_is_not_told_to_the_room(outcome: str) -> None:
    (end,) = heard(incident(), incident(state="closed", outcome=outcome))
    assert (end.text, end.tone) == ("", "over"), "only the lights go back"


def test_without_the_section_or_while_she_is_away_or_for_a_test_nothing_is_said() -> None:
    before, after = None, incident()
    assert heard(before, after)
    assert not heard(before, after, announce=None)
    away = structs.replace(settings().home, service="suspended")
    assert not heard(before, after, home=away)
    assert not heard(before, structs.replace(after, test=True))
    assert not heard(before, after, announce=Announcing(kinds=("fall",)))


def test_two_who_speak_two_languages_both_understand_it() -> None:
    huw = Resident(id=ResidentId("huw"), name="Huw", language="cy-GB")
    both = heard(None, incident(resident=None), residents=(MARY, huw))
    assert [said.language for said in both] == ["en-GB", "cy-GB"]
    assert [said.text.split(".")[0] for said in both] == ["I have heard you", "Rwyf wedi eich clywed"]


def holder(name: str = "Anna", **other: Any) -> Holder:
    whole: dict[str, Any] = {"name": name, "contact": "anna", "can_attend": True, "since": at("08:30"), "via": "sms"}
    return Holder(**(whole | other))


def test_only_who_said_so_is_coming() -> None:
    held = incident(state="acknowledged", holder=holder())
    assert texts(incident(), held) == ["Anna is coming, in about ten minutes."]
    assert texts(incident(), structs.replace(held, minutes=25)) == ["Anna is coming, in about half an hour."]
    only_999 = structs.replace(held, ambulance=at("08:30"), rang_999="anna")
    assert texts(incident(), only_999) == ["Anna has rung 999."]
    others = structs.replace(only_999, rang_999="ben")
    assert texts(incident(), others) == ["Anna is coming, in about ten minutes."], "it was Ben who rang"
    desk = structs.replace(held, holder=holder("Sue", contact=None))
    assert texts(incident(), desk) == ["Sue knows."], "who took it at the centre has not said that she goes herself"
    assert texts(incident(), structs.replace(desk, state="travelling")) == ["Sue is coming."]
    far = structs.replace(held, holder=holder(can_attend=False))
    assert texts(incident(), far) == ["Anna knows."]
    assert texts(held, held) == []
    assert texts(held, structs.replace(held, state="with_resident")) == []
    assert texts(held, structs.replace(held, holder=holder("Ben", contact="ben"))) == ["Ben is coming."]
    asked = structs.replace(held, asked=at("08:45"))
    assert not reassurance.is_coming(asked)
    assert texts(asked, held) == ["Anna is coming, in about ten minutes."], "she has said so again"


# through the whole engine


def press(clock: str) -> Reported:
    said = (Said(kind="help", value="on"),)
    return Reported(at=at(clock), source="zigbee2mqtt", name="pendant", said=said)


class Lived:
    """A hub to which events happen; what it did."""

    def __init__(self, of: Settings) -> None:
        self.engine = Engine(_parts)
        self.state: State = self.engine.start("e", of, at("08:00"))
        self.did: list[Any] = []

    def happens(self, *events: Event) -> list[Any]:
        came: list[Any] = []
        for event in events:
            for _, state, effects in fold(self.engine, self.state, event):
                self.state = state
                came += effects
        self.did += came
        return came


def _parts(of: Settings) -> tuple[Detector, ...]:
    return parts(of)


def test_it_comes_after_what_the_step_takes_back_lives_a_minute_and_is_in_the_trail() -> None:
    lived = Lived(settings(announce=Announcing()))
    lived.happens(press("08:30"))
    did = lived.happens(
        Answered(at=at("08:31"), via="socket", id="1", does="travelling", by="anna", minutes=20, incident=_only(lived))
    )
    kinds = [type(effect).__name__ for effect in did]
    assert kinds.index("Withdraw") < kinds.index("Announce")
    (said,) = [effect for effect in did if isinstance(effect, Announce)]
    assert (said.tone, said.text) == ("coming", "Anna is coming, in about twenty minutes.")
    assert said.expires - said.at == timedelta(seconds=60)
    lines = [effect for effect in did if isinstance(effect, Recorded) and effect.what == "announced: coming"]
    assert [line.because for line in lines] == [said.text]


@pytest.mark.parametrize("receipt", [Accepted(), Refused(because="espeak-ng is not installed", fault="no voice")])
def test_whether_it_was_said_changes_nothing(receipt: Accepted | Refused) -> None:
    lived = Lived(settings(announce=Announcing()))
    did = lived.happens(press("08:30"))
    (said,) = [effect for effect in did if isinstance(effect, Announce)]
    before = lived.state.facts.open
    came = lived.happens(Receipted(at=at("08:30:05"), effect=said.key, receipt=receipt))
    assert lived.state.facts.open == before
    assert [type(effect) for effect in came] == [Recorded]
    later = lived.happens(press("08:40"))
    assert any(isinstance(effect, Text) and effect.to == "ben" for effect in later), "the ladder climbed on"


def _only(lived: Lived) -> str:
    (identity,) = lived.state.facts.open
    return identity


# whatever people answer

MOVES = st.one_of(
    st.tuples(st.just("press")),
    st.tuples(
        st.sampled_from(["anna", "ben", "cleo", "Sue"]), st.sampled_from(get_args(Does)), st.none() | st.integers(1, 90)
    ),
    st.tuples(st.just("wait"), st.sampled_from([1, 2, 5, 20, 60])),
)


@given(st.lists(MOVES, min_size=1, max_size=14))
def test_who_is_said_to_come_holds_it_and_said_so(moves: list[tuple[Any, ...]]) -> None:
    lived, now = Lived(settings(announce=Announcing(), centre=None)), at("08:30")
    for number, move in enumerate([("press",), *moves]):
        now += timedelta(minutes=move[1] if move[0] == "wait" else 0, seconds=1)
        open_ = [i for i in lived.state.facts.open.values() if i.kind == "help"]
        if move[0] == "press":
            did = lived.happens(structs.replace(press("08:30"), at=now))
        elif move[0] == "wait" or not open_:
            did = lived.happens(ClockVouched(at=now, sure=True, because="the test"))
        else:
            who, does, minutes = move
            did = lived.happens(
                Answered(at=now, via="socket", id=str(number), does=does, by=who, minutes=minutes, incident=open_[0].id)
            )
        for one in (effect for effect in did if isinstance(effect, Announce)):
            _is_true(one, lived.state.facts.open.get(one.incident))


def _is_true(said: Announce, now: Incident | None) -> None:
    """It agrees with the state that the step left."""
    for name in re.findall(r"(\w+) is coming", said.text):
        assert now is not None and now.holder is not None, said.text
        assert (now.holder.name, now.holder.can_attend, now.asked) == (name, True, None), said.text
        rang = now.rang_999 in ("", now.holder.contact, now.holder.name)
        assert now.state == "travelling" or now.ambulance is None or not rang, said.text
    if "all is well" in said.text.lower() and said.tone == "well":
        assert now is None, said.text
