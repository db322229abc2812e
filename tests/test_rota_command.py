"""`carehub rota`: who is asked when."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hub.cli.rota import rota
from tests.settings.test_rota_doubts import HOME

NIGHT = """
[[ladders]]
name = "night"
classes = ["life"]
hours = "daily 22:00-07:00"
rungs = [{ tell = ["ben", "anna"] }]
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "hub.toml"
    path.write_text(HOME.format(anna="daily 06:00-20:00", ben="daily 18:00-06:00") + NIGHT)
    return path


def run(config: Path, *words: str) -> Result:
    return CliRunner().invoke(rota, ["--config", str(config), *words])


def test_it_says_who_is_asked_when_on_each_ladder(config: Path) -> None:
    result = run(config)
    assert result.exit_code == 0, result.output
    assert result.output.splitlines() == [
        "night: for life; daily 22:00-07:00",
        "  Ben: daily 22:00-06:00",
        "  Anna: daily 06:00-07:00",
        "the ladder: for everything else",
        "  Ben: daily 20:00-06:00",
        "  Anna: daily 06:00-18:00",
        "  Anna, then Ben: daily 18:00-20:00",
    ]


def test_holidays_and_swaps_that_are_not_over_are_listed(config: Path) -> None:
    today = datetime.now(UTC).date()
    before, after = today - timedelta(days=9), today + timedelta(days=3)
    entry = '[[rota]]\ncontact = "anna"\nfrom = {}\nuntil = {}\nasked = false\nnote = "in Spain"\n'
    with config.open("a") as file:
        file.write(entry.format(before, before) + entry.format(before, after))
    lines = run(config).output.splitlines()
    assert lines[-1] == f"Anna is not asked from {before} until {after} (in Spain)."
    assert not lines[-2].startswith("Anna is not")
    assert any(line.startswith("  nobody: ") for line in lines)


def test_programs_get_each_stretch_within_the_days(config: Path) -> None:
    found = [json.loads(line) for line in run(config, "--json", "--days", "2").output.splitlines()]
    assert {each["ladder"] for each in found} == {"night", ""}
    plain = [each for each in found if each["ladder"] == ""]
    assert [before["until"] for before in plain[:-1]] == [after["from"] for after in plain[1:]]
    first, last = datetime.fromisoformat(plain[0]["from"]), datetime.fromisoformat(plain[-1]["until"])
    assert (first.hour, last.hour, (last.date() - first.date()).days) == (0, 0, 2)
    assert [each["rungs"] for each in plain][1:3] == [[["anna"]], [["anna"], ["ben"]]]
