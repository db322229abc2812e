"""The longest wait, by how much is known of what was seen."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec import structs

from detectors.allowed_silence import Silence
from detectors.longest_waits import longest
from hub.settings.reading import detection

HOUR = timedelta(hours=1)
NOON = datetime(2026, 1, 14, 12, tzinfo=UTC)
SHIPPED = detection().inactivity


@pytest.mark.parametrize(
    ("known", "doubt", "lone", "hours"),
    [
        (True, False, False, 12),
        (True, True, False, 18),
        (False, False, False, 30),
        (False, True, False, 30),
        (False, False, True, 72),
    ],
)
def test_the_less_is_known_the_longer(known, doubt, lone, hours):
    found = longest(SHIPPED, "Europe/London").of(known=known, doubt=doubt, lone=lone)
    assert (found.by_day, found.by_night) == (hours * HOUR, hours * HOUR)


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("shorter", ["limit", "night_limit"])
def test_whoever_wants_help_sooner_has_it_in_doubt_too(known, shorter):
    numbers = structs.replace(SHIPPED, **{shorter: 10 * HOUR})
    found = longest(numbers, "Europe/London").of(known=known, doubt=True, lone=True)
    assert (found.by_day, found.by_night) == (numbers.limit, numbers.night_limit)


def test_a_first_movement_in_an_empty_home_waits_longer_and_unseen_time_does_not_count():
    waits, last = longest(SHIPPED, "Europe/London"), NOON + 2 * HOUR
    assert waits.doubted(NOON, Silence(last, None, last, last)) == NOON + 18 * HOUR
    assert waits.doubted(NOON, Silence(last, None, last + HOUR, last + HOUR)) == NOON + 19 * HOUR
