"""Where is Mary, how do we know, and when is that a concern? By day 4 h, in the night (22:00 to 07:00) 10 h."""

import pytest

from detectors import inactivity
from tests.detectors.virtual_home import Asked, at, closes, gap, home, link, motion, opens


def known(*story, when: str, start: str = "07:00"):
    detector = inactivity.of(home())
    assert detector is not None
    asked = Asked(detector, at(start))
    for event in story:
        asked.hear(event)
    asked.ticks(at(when))
    return detector.of_resident(asked.memory, at(when))


LEFT = motion("09:00", "hall"), opens("09:01"), closes("09:01:10")
OFF = gap("12:00", "14:00")
BLIND = link("12:00", "zigbee2mqtt", up=False)


@pytest.mark.parametrize(
    ("story", "when", "where", "because", "concern"),
    [
        ((), "08:00", "not known", "nothing has moved since the watch began at 07:00", "11:00"),
        ((motion("09:00", "kitchen"),), "10:00", "at home", "last seen in Kitchen at 09:00", "13:00"),
        ((motion("22:30", "bedroom"),), "22:40", "at home", "last seen in Bedroom at 22:30", "+1 11:00"),
        ((motion("22:30", "bedroom"),), "23:40", "asleep", "last seen in a bedroom at 22:30, at night", "+1 11:00"),
        ((motion("13:00", "bedroom"),), "14:00", "at home", "last seen in Bedroom at 13:00", "17:00"),
        (LEFT, "09:03", "maybe leaving", "the exit door was used at 09:01", "13:01:10"),
        (LEFT, "11:00", "out", "the exit door was used at 09:01, and nobody was seen inside since", None),
        (
            (*LEFT, opens("11:00")),
            "11:30",
            "came in",
            "the exit door was used at 11:00 from outside, and nobody was seen inside since",
            "15:00",
        ),
        ((*LEFT, motion("09:30", "kitchen")), "10:00", "at home", "last seen in Kitchen at 09:30", "13:30"),
        ((motion("11:00", "kitchen"), BLIND), "13:00", "not known", "nothing can be seen since 12:00", None),
        ((motion("11:00", "kitchen"), OFF), "14:30", "at home", "last seen in Kitchen at 11:00", "17:00"),
    ],
)
def test_where_she_is_and_why(story, when, where, because, concern):
    found = known(*story, when=when)
    assert (found.where, found.because) == (where, because)
    assert found.concern_at == (at(concern) if concern else None)
    assert bool(found.concern_because) == (concern is not None)


def test_after_people_were_told_no_further_time_is_named():
    found = known(motion("09:00", "kitchen"), when="15:00")
    assert (found.where, found.concern_at) == ("at home", None)
