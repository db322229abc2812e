"""Months of usual days on one page: words first, gaps stay gaps, and the command that writes it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec import structs

from detectors import parts
from hub.cli.routine import routine
from hub.core.codec import encode
from hub.core.engine import Engine
from hub.model.errors import CarehubError
from hub.model.routine import Day
from hub.parts import decoders
from hub.records.day_chart import Series, picture, weeks
from hub.records.day_rows import known, months
from hub.records.days_page import NONE, page, summary
from hub.settings import load
from hub.shell.reader import Reader
from hub.shell.store import Store
from tests.support.made_days import FIRST, KIT, made

TREE = Path(__file__).parents[2]


def days(number: int = 150) -> tuple[Day, ...]:
    """Five months: a fortnight away, five days unseen, and four weeks of less out and more often up at night."""
    found = []
    for n in range(number):
        day = made(n)
        if 60 <= n < 74:
            day = Day(day=day.day, away=True, kit=KIT)
        elif 90 <= n < 95:
            day = Day(day=day.day, seen=0.4, kit=KIT)
        elif n >= number - 28:
            day = structs.replace(day, toilet=(day.toilet or 0) + 2, out=20)
        found.append(day)
    return tuple(found)


def test_the_page_says_first_what_is_different():
    lines = summary(days(), known(days()))
    assert lines[0] == "Up at night: more often in the last four weeks, 3 instead of 1."
    assert lines[1].startswith("Time out: less in the last four weeks, 20 min instead of 1 h")
    assert lines[2] == "As before: gets up, goes to bed, night's rest, movement, in the kitchen, in the bathroom."


def test_nothing_is_different_and_it_says_so():
    alike = tuple(made(n) for n in range(100))
    assert summary(alike, known(alike)) == ["The last four weeks were like the time before."]


def test_of_few_days_nothing_is_said():
    few = tuple(made(n) for n in range(10))
    assert summary(few, known(few)) == ["Too few days are known to say what is usual: six weeks are needed."]
    assert known(few)[0].says == "Known on 10 days: too few to say what is usual."
    assert "Through the months" in page(few, "Mary S")


def test_no_day_at_all():
    assert NONE in page((), "Mary S")


def test_a_week_that_nobody_saw_breaks_the_line():
    values = {FIRST + timedelta(days=n): float(n) for n in range(28) if not 7 <= n < 14}
    series = Series(first=FIRST, last=FIRST + timedelta(days=27), values=values, away=frozenset(), band=None,
                    ticks=((0.0, "0"), (30.0, "30")))  # fmt: skip
    assert [value for _, value in weeks(series)] == [3.0, None, 17.0, 24.0]
    drawn = picture(series, "a <picture>")
    assert drawn.count("stroke-linejoin") == 1
    assert drawn.count('r="2.2"') == 1, "a week alone is a point"
    assert 'aria-label="a &lt;picture&gt;"' in drawn


def test_the_page_stands_by_itself_and_hides_nothing_from_a_screen_reader():
    written = page(days(), "Mary <S>")
    assert "Mary &lt;S&gt;" in written
    assert "<script" not in written
    assert "http" not in written
    assert written.count('role="img"') == written.count("aria-label=") - written.count('role="region"') == 8
    assert "14 away, 5 that could not be seen well enough" in written


def test_months_have_their_middles():
    found = months(days(), known(days())[1])
    assert [name for name, _ in found] == ["Jan 26", "Feb 26", "Mar 26", "Apr 26", "May 26", "Jun 26"][: len(found)]
    assert found[0][1].startswith("07:")


def test_a_measure_that_no_sensor_tells_is_not_on_the_page():
    bare = tuple(structs.replace(made(n), out=None, outings=None, bathroom=None) for n in range(60))
    assert [each.shown.title for each in known(bare)] == [
        "Up at night", "Gets up", "Goes to bed", "Night's rest", "Movement", "In the kitchen",
    ]  # fmt: skip


# the command


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The demo's home, with a store that holds its days."""
    tables = (TREE / "config" / "demo.toml").read_text().replace('data = "var/demo"', f'data = "{tmp_path}/data"')
    (tmp_path / "hub.toml").write_text(tables)
    (tmp_path / "data").mkdir()
    settings = load(tmp_path / "hub.toml")
    state = Engine(parts, decoders()).start("e", settings, datetime(2026, 1, 5, tzinfo=UTC))
    diary = state.memories["daily measures"]
    state = structs.replace(state, memories={**state.memories, "daily measures": structs.replace(diary, days=days())})
    store = Store.open(tmp_path / "data")
    store.baseline(1, state.at, encode(state))
    store.close()
    return tmp_path


def test_the_days_are_read_beside_the_hub(home):
    reader = Reader(home / "data")
    assert reader.days() == days()
    reader.close()


def test_the_command_says_it_in_lines_and_writes_the_page(home):
    said = CliRunner().invoke(routine, ["--config", str(home / "hub.toml")])
    assert said.exit_code == 0, (said.output, said.exception)
    assert said.output.startswith("Up at night: more often in the last four weeks, 3 instead of 1.")
    said = CliRunner().invoke(routine, ["--config", str(home / "hub.toml"), "--html", str(home / "days.html")])
    assert said.exit_code == 0
    assert (home / "days.html").read_text() == page(days(), load(home / "hub.toml").residents[0].name)


def test_without_the_consent_there_is_nothing_to_read(home):
    tables = (home / "hub.toml").read_text().replace("routine = { agreed = true", "routine = { agreed = false")
    (home / "hub.toml").write_text(tables)
    said = CliRunner().invoke(routine, ["--config", str(home / "hub.toml")])
    assert isinstance(said.exception, CarehubError)
    assert "not agreed" in str(said.exception)
