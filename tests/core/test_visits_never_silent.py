"""A visit that is depended on is seen, a person answers for it, or her own people are asked: nothing else ends it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hub.core.fold import fold, ticks
from hub.model.effects import Effect, Recorded, Text
from hub.model.events import Event, Replied, Reported, Said
from hub.settings import load
from tests.core.anything import engine

HOME = load(Path(__file__).parents[1] / "stories" / "settings" / "visits.toml")
SIX = datetime(2026, 1, 14, 6, tzinfo=UTC)
DESK, STRANGER, ANNA = "+447700900333", "+447700900999", "+447700900111"
READS = st.sampled_from(
    [("0xdoor", "contact"), ("0xhall", "motion"), ("0xkitchen", "motion"), ("0xbedroom", "motion"), ("0xbed", "bed"),
     ("0xtag", "in range")]
)  # fmt: skip
WORDS = st.sampled_from(["", "ok", "hello", "who is this", "was it made?", "2 mins", "not made", "can't"])


@st.composite
def mornings(draw: Any) -> list[Event]:
    story: list[Event] = []
    for number, minute in enumerate(sorted(draw(st.lists(st.integers(0, 420), max_size=20)))):
        at = SIX + timedelta(minutes=minute)
        if draw(st.integers(0, 5)):
            device, kind = draw(READS)
            said = (Said(kind, draw(st.booleans())),)
            story.append(Reported(at=at, source="zigbee2mqtt", name=device, said=said, retained=draw(st.booleans())))
        else:
            who = draw(st.sampled_from([DESK, STRANGER, ANNA]))
            story.append(Replied(at=at, number=who, text=draw(WORDS), sid=f"s{number}"))
    return story


def played(story: list[Event]) -> list[Effect]:
    hub = engine()
    state, sent = hub.start("e", HOME, SIX), list[Effect]()
    for event in story:
        steps = list(fold(hub, state, event))
        state = steps[-1][1]
        sent += [effect for _, _, effects in steps for effect in effects]
    for _, _, effects in ticks(hub, state, SIX + timedelta(hours=8)):
        sent += effects
    return sent


@settings(max_examples=80, deadline=None)
@given(mornings())
def test_no_reading_and_no_idle_word_makes_a_missed_visit_silent(story: list[Event]) -> None:
    """Until two it was seen; or its agency was asked, and then the family, urgently or with what is not known."""
    sent = played(story)
    seen = any(isinstance(e, Recorded) and e.what == "visit: Morning care" for e in sent)
    texts = [e for e in sent if isinstance(e, Text) and "Morning care" in e.body]
    asked = any(e.to == "desk" and "2 if it was made" in e.body for e in texts)
    family = any(e.to == "anna" and ("Care visit missed" in e.body or "could not be seen" in e.body) for e in texts)
    assert seen or (asked and family)


def test_the_property_can_fail() -> None:
    """A quiet morning asks both, and a visit that is seen asks nobody: the property looks at something."""
    quiet = [e.to for e in played([]) if isinstance(e, Text)]
    assert quiet[:3] == ["desk", "carol", "anna"]
    tag = [Reported(at=SIX + timedelta(hours=2), source="zigbee2mqtt", name="0xtag", said=(Said("in range", True),))]
    assert [e.to for e in played(tag) if isinstance(e, Text)] == []
