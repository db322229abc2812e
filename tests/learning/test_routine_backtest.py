"""Seven changes are put into recorded weeks: each leaves in the log what it should, and the judge judges them."""

import random
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from detectors import daily_measures
from hub.cli.backtest import backtest
from hub.learning.homes import recorded_home, recordings
from hub.learning.routine import injections
from hub.learning.routine.following import follow
from hub.learning.routine.injections import KINDS, Week, injected
from hub.learning.routine.judging import Result, area
from hub.model.routine import Day
from hub.settings.reading import detection
from tests.support.recorded_days import write


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("homes")
    write(made / "one.csv", 26, seed=1)
    write(made / "two.csv", 24, seed=2)
    write(made / "short.csv", 6)
    return made


class Lived:
    """A recorded home and its last whole week."""

    def __init__(self, folder: Path) -> None:
        (found, *_) = [r for r in recordings.found(folder) if r.name == "one"]
        self.home = recorded_home.read(found, detection(), "UTC", pytest.fail)
        made = daily_measures.of(self.home.settings)
        assert made is not None
        self.detector = made
        self.evenings = follow(made, made.start(self.home.begins), self.home.readings, self.home.ends)
        self.before, self.end = self.evenings[-8], self.evenings[-1]
        first = self.end.memory.days[-7].day
        self.week = Week(
            first, self.home.readings[self.before.readings : self.end.readings],
            self.home.readings[: self.before.readings], made.rooms.sorts, "UTC",
        )  # fmt: skip

    def days(self, readings) -> tuple[Day, ...]:
        evenings = follow(self.detector, self.before.memory, readings, self.end.memory.begun + timedelta(days=2))
        return tuple(d for d in evenings[-1].memory.days if d.day in self.week.days)


@pytest.fixture(scope="module")
def lived(folder) -> Lived:
    return Lived(folder)


def test_a_week_that_is_left_as_it_was_gives_the_same_days(lived):
    assert lived.days(lived.week.readings) == lived.end.memory.days[-7:]


def total(days, name) -> float:
    return sum(getattr(day, name) or 0 for day in days)


@pytest.mark.parametrize(
    ("kind", "measure", "least", "most"),
    [
        ("+1 night toilet visit", "toilet", 4, 7), ("+2 night toilet visits", "toilet", 8, 14),
        ("-70 % outings", "outings", -6, -2), ("up 60 min later", "up", 5 * 60, 7 * 65),
        ("1.5 h more sleep", "asleep", 7 * 35, 7 * 130),
    ],
)  # fmt: skip
def test_a_change_shows_in_its_own_measure(lived, kind, measure, least, most):
    made = injected(kind, lived.week, "seed")
    assert made is not None
    by = total(lived.days(made), measure) - total(lived.end.memory.days[-7:], measure)
    assert least <= by <= most


@pytest.mark.parametrize(
    ("kind", "measure", "part"), [("-25 % activity", "active", 0.75), ("-40 % meals", "kitchen", 0.6)]
)
def test_a_part_that_is_missing_is_about_that_part(lived, kind, measure, part):
    made = injected(kind, lived.week, "seed")
    assert made is not None
    assert total(lived.days(made), measure) / total(lived.end.memory.days[-7:], measure) == pytest.approx(part, abs=0.2)


def test_an_injection_adds_nothing_before_its_week_and_keeps_its_order(lived):
    for kind in KINDS:
        made = injected(kind, lived.week, "seed")
        assert made is not None
        assert list(made) == sorted(made, key=lambda r: r.at)
        assert made[0].at >= lived.week.minute(lived.week.first, -24 * 60)


def test_the_same_seed_gives_the_same_week(lived):
    for kind in KINDS:
        assert injected(kind, lived.week, "a") == injected(kind, lived.week, "a")
    assert injected("-25 % activity", lived.week, "a") != injected("-25 % activity", lived.week, "b")


def test_a_home_that_cannot_show_a_change_is_not_asked(lived):
    blind = Week(lived.week.first, (), (), {}, "UTC")
    assert [kind for kind in KINDS if injected(kind, blind, "seed") is not None] == ["-25 % activity"]
    assert injections.rises(blind, blind.first) is None


def test_the_area_is_that_of_the_textbook():
    assert area([1, 2, 3], [4, 5]) == 1
    assert area([4, 5], [1, 2, 3]) == 0
    assert area([1, 2], [1, 2]) == 0.5
    rng = random.Random(1)
    assert area([rng.random() for _ in range(400)], [rng.random() for _ in range(400)]) == pytest.approx(0.5, abs=0.05)


def test_the_command_judges_a_folder_and_names_what_it_leaves_out(folder):
    said = CliRunner().invoke(
        backtest, ["routine", "--data", str(folder), "--timezone", "UTC", "--seed", "3", "--json"]
    )
    assert said.exit_code == 0, (said.output, said.exception)
    result = msgspec.json.decode(said.stdout, type=Result)
    assert [home.name for home in result.homes] == ["one", "two"]
    assert set(result.kinds) == set(KINDS)
    assert result.left_out[0].startswith("short")
    assert result.overall >= 0.75, "regular days, and large changes"
    assert result.kinds["+2 night toilet visits"].auc >= 0.9
    assert result.overall_low <= result.overall <= result.overall_high


def test_the_table_says_that_changes_were_made(folder):
    said = CliRunner().invoke(backtest, ["routine", "--data", str(folder), "--timezone", "UTC"])
    assert said.exit_code == 0
    assert "No home holds a known change" in said.output
    assert "+1 night toilet visit" in said.output


def test_a_folder_without_a_long_enough_home_says_so(tmp_path):
    write(tmp_path / "short.csv", 5)
    said = CliRunner().invoke(backtest, ["routine", "--data", str(tmp_path)])
    assert said.exit_code != 0
    assert "no home can be used" in str(said.exception)
