"""Tags come, stay, stand at the edge, go; and a deaf radio sends nobody away."""

import math
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.bluetooth.advertised import tags
from connectors.bluetooth.advertised.adverts import Adverts
from connectors.bluetooth.advertised.tags import GONE, Range
from tests.connectors.bluetooth.packets import advert, after, listening, told

IBEACON = {0x004C: bytes.fromhex("0215fda50693a4e24fb1afcfc6eb07647825271b4cb9c5")}
EDDYSTONE = {"0000feaa-0000-1000-8000-00805f9b34fb": bytes.fromhex("00e7") + bytes(16)}


class Story:
    """A tag and its hub in virtual time: every deadline is kept before the next advertisement."""

    def __init__(self, adverts: Adverts | None = None) -> None:
        self.adverts = adverts or listening("tag")
        self.told: list[tuple[float, bool]] = []
        self.heard = 0
        self.adverts.radio(True, after(0))

    def until(self, seconds: float) -> None:
        while (due := self.adverts.deadline()) is not None and due <= after(seconds):
            self._note((due - after(0)).total_seconds(), self.adverts.quiet(due))

    def advert(self, seconds: float, rssi: int) -> None:
        self.until(seconds)
        self._note(seconds, self.adverts.heard(advert(seconds, rssi=rssi, manufacturer=IBEACON)))

    def _note(self, seconds: float, reported: tuple) -> None:  # type: ignore[type-arg]
        for report in reported:
            for said in report.said:
                self.heard += said.kind == "heard"
                if said.kind == "in range":
                    self.told.append((seconds, said.value))


def test_a_carer_comes_stays_half_an_hour_and_leaves() -> None:
    story = Story()
    for second in range(600, 2400, 2):
        story.advert(second, -70 - second % 7)
    story.until(7200)
    assert story.told == [(180, False), (604, True), (2398 + 180, False)]
    assert 25 <= story.heard <= 31


def test_walking_away_is_seen_before_the_silence() -> None:
    story = Story()
    for second in range(300):
        story.advert(second, -70 if second < 240 else -104)
    assert story.told[0] == (3, True)
    ((left, here),) = story.told[1:]
    assert here is False and 240 < left < 300


def test_at_the_edge_there_is_at_most_one_change_a_minute() -> None:
    story = Story()
    for second in range(3600):
        story.advert(second, round(-92 + 14 * math.sin(second / 9)))
    times = [at for at, _ in story.told]
    assert len(times) > 2, "the edge was never crossed: this test shows nothing"
    assert all(later - earlier >= 60 for earlier, later in pairwise(times))


def test_fading_alone_changes_nothing() -> None:
    """A tag that stands still in the far room, 10 dB up and down."""
    story = Story()
    for second in range(3600):
        story.advert(second, -82 + (-10, 3, -12, 6, 0, -8, 9)[second % 7])
    assert [here for _, here in story.told] == [True]


def test_what_is_too_faint_to_come_is_strong_enough_to_stay() -> None:
    story, faint = Story(), Story()
    for second in range(600):
        story.advert(second, -70 if second < 60 else -92)
        faint.advert(second, -92)
    assert story.told == [(3, True)]
    assert faint.told == []


def test_a_car_that_passes_is_nobody() -> None:
    story = Story()
    story.advert(100, -60)
    story.until(100 + GONE.total_seconds() + 1)
    assert story.told == [(280, False)]


def test_a_strength_that_is_not_known_brings_nobody_home_and_sends_nobody_away() -> None:
    """Bluetooth writes 127 for it, which would be stronger than any radio."""
    story = Story()
    for second in range(120):
        story.advert(second, 127)
    for second in range(120, 900, 2):
        story.advert(second, -70 if second < 140 else 127)
    story.until(7200)
    assert story.told == [(123 + 1, True), (898 + 180, False)]


def test_a_resident_leaves_home_and_comes_back() -> None:
    story = Story()
    for second in (*range(0, 1800, 5), *range(9000, 9060, 5)):
        story.advert(second, -65)
    assert story.told == [(5, True), (1795 + 180, False), (9005, True)]


def test_a_deaf_radio_sends_nobody_away() -> None:
    story = Story()
    for second in range(0, 60, 5):
        story.advert(second, -65)
    story.adverts.radio(False, after(60))
    assert story.adverts.deadline() is None and story.adverts.quiet(after(3600)) == ()
    story.adverts.radio(True, after(7200))
    assert story.adverts.deadline() == after(7200) + GONE
    for second in range(7205, 7300, 5):
        story.advert(second, -65)
    assert story.told == [(5, True)]
    story.until(20000)
    assert story.told[1:] == [(7295 + 180, False)]


def test_a_radio_that_says_again_that_it_hears_keeps_nobody_here() -> None:
    story = Story()
    for second in range(0, 60, 5):
        story.advert(second, -65)
    for minute in range(1, 10):
        story.until(60 * minute)
        story.adverts.radio(True, after(60 * minute))
    assert story.told == [(5, True), (55 + 180, False)]


def test_gone_while_the_radio_was_deaf_is_told_after_a_fresh_look() -> None:
    story = Story()
    for second in range(0, 60, 5):
        story.advert(second, -65)
    story.adverts.radio(False, after(60))
    story.adverts.radio(True, after(600))
    story.until(3600)
    assert story.told == [(5, True), (780, False)]


def test_a_restart_while_the_tag_is_here_says_only_that_it_is_here() -> None:
    """The core remembers that it was, so a second "in range" is no change there."""
    story = Story(listening("tag", packet=7))
    for second in range(0, 600, 5):
        story.advert(second, -65)
    assert story.told == [(5, True)]


def test_a_restart_after_the_tag_has_left_says_that_it_is_away() -> None:
    story = Story()
    story.until(3600)
    assert story.told == [(180, False)]


def test_an_eddystone_and_a_bare_name_are_tags_too() -> None:
    uuid, data = next(iter(EDDYSTONE.items()))
    for heard in ([advert(at, data, uuid) for at in (0, 4)], [advert(at, name="Tag of Anna") for at in (0, 4)]):
        adverts = listening("tag")
        kinds = [kind for one in heard for kind, _ in told(adverts.heard(one))]
        assert kinds == ["heard", "in range"] and adverts.complaints() == ()


def test_only_a_tag_has_a_range() -> None:
    adverts = listening("other")
    adverts.radio(True, after(0))
    assert adverts.heard(advert(5, manufacturer=IBEACON)) == () and adverts.deadline() is None


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 400), st.integers(-127, 20)), max_size=200))
def test_changes_alternate_and_keep_their_distance(steps: list[tuple[int, int]]) -> None:
    tag, at, changes = Range(since=after(0)), after(0), []
    for seconds, rssi in steps:
        at = at.fromtimestamp(at.timestamp() + seconds, at.tzinfo)
        while (due := tags.due(tag)) is not None and due <= at:
            tag, changed = tags.quiet(tag, due)
            changes += [(due, changed)] if changed is not None else []
        tag, changed = tags.heard(tag, rssi, at)
        changes += [(at, changed)] if changed is not None else []
    assert all(one[1] is not two[1] for one, two in pairwise(changes))
    assert all((two[0] - one[0]).total_seconds() >= 60 for one, two in pairwise(changes))
