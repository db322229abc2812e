"""Every story goes as it is written, and nothing that must change nothing changes it."""

import re
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from hub.core import codec
from tests.support.stories import AS_WRITTEN, Came, Day, Twist, differences
from tests.support.story_lines import Story, read

STORIES = {path.stem: path for path in sorted(Path(__file__).parent.glob("*.story"))}
EVERY = pytest.mark.parametrize("name", STORIES)
AT_ANY_HOUR = [name for name, path in STORIES.items() if not read(path).hours_matter]
"""Where the hours of the day decide nothing, a corrected clock must change nothing either."""
TIMES = re.compile(
    r"[0-9]{1,2}(:[0-9]{2}(:[0-9]{2})?| o'clock)( (in the (morning|afternoon|evening)|at night))?|midnight|12 noon"
)
"""Times of day, as they are written and as they are spoken."""
CORRECTIONS = (timedelta(minutes=37), timedelta(minutes=-41))
"""On purpose no whole hours: a time zone's mistake must not look like a correction."""


def _story(name: str) -> Story:
    return read(STORIES[name])


def _play(story: Story, twist: Twist = AS_WRITTEN) -> Day:
    return Day(story, twist).play()


@cache
def _came(name: str) -> list[Came]:
    """What comes of a story as it is written: what nothing that must change nothing may change."""
    return _play(_story(name)).came


@EVERY
def test_a_story_goes_as_written(name: str) -> None:
    problems = differences(_play(_story(name)))
    assert not problems, problems


@EVERY
def test_a_story_played_twice_is_the_same(name: str) -> None:
    one, other = _play(_story(name)), _play(_story(name))
    assert one.steps == other.steps


@EVERY
def test_a_state_that_was_written_down_and_read_back_is_the_same(name: str) -> None:
    day = _play(_story(name))
    assert codec.decode(codec.encode(day.state), day.engine) == day.state


@EVERY
def test_a_story_goes_on_after_a_restart_at_any_moment(name: str) -> None:
    assert _play(_story(name), Twist(reloaded=True)).came == _came(name)


@EVERY
def test_a_start_without_a_gap_changes_nothing(name: str) -> None:
    assert _play(_story(name), Twist(restarted=True)).came == _came(name)


@pytest.mark.parametrize("name", AT_ANY_HOUR)
@pytest.mark.parametrize("by", CORRECTIONS, ids=("forward", "back"))
def test_a_story_with_a_corrected_clock_goes_as_without(name: str, by: timedelta) -> None:
    story = _story(name)
    plain = _timeless(_came(name))
    for number in range(len(story.happens)):
        corrected = _play(story, Twist(corrected=number, by=by))
        assert _timeless(corrected.came) == plain, f"corrected by {by} after line {story.happens[number].line}"


def _timeless(came: list[Came]) -> list[Came]:
    """Without the times of day that texts mention: these are on the clock of the moment."""
    return [c._replace(words=TIMES.sub("time", c.words)) for c in came]
