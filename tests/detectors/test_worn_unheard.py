"""What was not heard of a worn device is neither stillness nor movement, nor a night on a table."""

from msgspec import structs

from detectors.fall.decision import of
from tests.detectors.test_worn_fall import WALKED, heard, spans, wears
from tests.detectors.virtual_home import (
    BAND,
    DEVICES,
    NUMBERS,
    Asked,
    at,
    closes,
    gap,
    home,
    motion,
    moves,
    opens,
    struck,
    told,
)
from tests.support.fall_models import MODELS

OTHERS = structs.replace(home().home, others="lives with others")


def turns(found) -> list[str]:
    return [each.turn for each in found]


def test_a_link_that_breaks_between_two_still_moments_shows_nobody_lying_still():
    """Still for 4 s, a minute of nothing, still for 2 s: she may have been up in between."""
    broken = (*spans("10:00:10", "lies still", 4), *spans("10:01:14", "lies still", 2))
    found = heard(*WALKED, struck("10:00:10"), *broken)
    assert [f.confirms for f in found] == [False]
    assert [f.confirms for f in heard(*WALKED, struck("10:00:10"), *broken, *spans("10:01:16", "lies still", 6))] == [
        False,
        True,
    ]


def test_a_link_that_breaks_between_two_steps_shows_nobody_walking():
    steps = (*spans("10:00:10", "walks", 2), *spans("10:00:22", "walks", 2))
    assert turns(heard(*WALKED, struck("10:00:10"), *steps)) == ["concern"]


def test_in_the_first_week_two_minutes_of_a_broken_link_are_no_long_stillness():
    first = wears(detectors=NUMBERS)
    asked = Asked(of(first, MODELS), at("00:00"), kept=True)
    for event in (*WALKED, struck("10:00:10", "a soft fall"), *spans("10:00:10", "lies still", 20)):
        asked.hear(event)
    asked.hear(moves("10:03", "lies still", 2.0))
    assert turns(asked.found) == ["noted"]


def test_a_watch_by_the_band_alone_waits_for_as_long_as_it_was_not_heard():
    """Others live there: only the band can tell that she has not moved, and it was away for a quarter of an hour."""
    up = (*WALKED, struck("10:00:10"), *spans("10:00:10", "walks", 8))
    still = tuple(moves(f"10:{minute}", "lies still", 60.0) for minute in range(17, 36))
    assert turns(heard(*up, *still, until="10:35:30", home=OTHERS)) == ["concern", "withdrawn"]
    assert turns(heard(*up, *still, until="10:36:30", home=OTHERS)) == ["concern", "withdrawn", "concern"]


def test_who_went_out_after_a_stumble_is_not_nothing_that_moves():
    up = (*WALKED, struck("10:00:10"), *spans("10:00:10", "walks", 8))
    out = (opens("10:00:40"), closes("10:00:44"))
    assert turns(heard(*up, *out, until="11:00")) == ["concern", "withdrawn"]
    assert turns(heard(*up, until="11:00")) == ["concern", "withdrawn", "concern"]


def test_a_door_and_a_movement_at_one_moment_are_both_known():
    story = (motion("09:50", "bedroom"), struck("10:00:10"), motion("10:00:14", "hall"), opens("10:00:14"),
             motion("10:00:18", "hall"), motion("10:00:24", "kitchen"))  # fmt: skip
    assert turns(heard(*story)) == ["concern"]


def test_what_is_not_heard_is_not_said_to_lie_there_unworn():
    """Its battery is empty, or she is out with it: that it is not heard is told by another."""
    assert heard(moves("08:00", "walks"), until="+1 08:00") == []
    table = moves("20:00", "lies on a table", 43_200.0)
    assert [f.because for f in heard(moves("08:00", "walks"), table)] == [
        "Armband has not been worn since 08:00: it feels no fall"
    ]
    back = (moves("08:00", "walks"), moves("18:00", "lies on a table"), moves("21:00", "lies on a table", 10_770.0))
    assert heard(*back) == []


def test_while_the_hub_was_off_it_was_not_unworn():
    table = moves("12:00", "lies on a table", 14_400.0)
    after = moves("+1 05:00", "lies on a table", 18_000.0)
    off = gap("12:00", "+1 00:00")
    assert heard(moves("08:00", "walks"), table, off, after) == []
    rest = moves("+1 08:00", "lies on a table", 10_800.0)
    assert len(heard(moves("08:00", "walks"), table, off, after, rest)) == 1


def test_what_people_read_says_no_more_than_was_seen():
    """Where others move, or no eye looks, nobody can say that nothing has moved: only of the band."""
    up = (*WALKED, struck("10:00:10"), *spans("10:00:10", "walks", 8), moves("10:20:16", "lies still", 1190.0))
    says = "Armband has not moved for 20 min; it felt a fall at 10:00"
    assert told(heard(*up, until="10:21", home=OTHERS))[2] == ("10:20:16", says)
    blind = tuple(d for d in DEVICES if d.use not in ("motion", "bed", "vibration", "exit door"))
    assert told(heard(*up, until="10:21", devices=(*blind, BAND)))[2] == ("10:20:16", says)
    drop = (struck("10:00:10", "dropped"), moves("10:05", "lies on a table", 280.0))
    assert told(heard(*drop, motion("10:03", "kitchen"), until="10:06", home=OTHERS)) == [
        ("10:05:10", "Armband has not moved for 5 min; it was dropped at 10:00")
    ]
