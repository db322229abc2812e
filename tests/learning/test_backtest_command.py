"""`carehub backtest inactivity` on homes that the tests make."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hub.cli.group import carehub
from tests.support.recorded_homes import DAY, HOUR, MINUTE, START, away, steady, without, written


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("homes")
    resting = without(steady(26, 30 * MINUTE), START + 20 * DAY + 9 * HOUR, 9 * HOUR)
    written(folder, "resting", resting)
    labels = f"start,end,activity\n{START:%F %T},{START + 25 * DAY:%F %T},living\n"
    written(folder, "walking", away(steady(26, 30 * MINUTE), START + 20 * DAY, 6 * HOUR), labels)
    written(folder, "young", steady(3))
    return folder


def judged(data: Path, *more: str) -> Result:
    line = ["backtest", "inactivity", "--data", str(data), "--injections", "20", *more]
    return CliRunner().invoke(carehub, line)


def figures(data: Path, *more: str) -> dict[str, Any]:
    said = judged(data, "--json", "--quick", *more)
    assert said.exit_code == 0, said.output
    found: dict[str, Any] = json.loads(said.stdout)
    return {**found, "seconds": 0}


def test_a_table_names_each_home_and_each_false_alarm(data: Path) -> None:
    said = judged(data, "--quick")
    assert said.exit_code == 0, said.output
    for words in (
        "resting",
        "walking",
        "all homes",
        "plain cap of 12 h",
        "2026-01-25",
        "No home holds a real collapse",
    ):
        assert words in said.stdout
    assert "young: 3.0 days are too short to be learned from and then judged." in said.stdout


@pytest.fixture(scope="module")
def found(data: Path) -> dict[str, Any]:
    """What is judged with the seed that nobody named: 1."""
    return figures(data)


def test_json_is_one_object_with_each_home_and_all_together(found: dict[str, Any]) -> None:
    assert [home["name"] for home in found["homes"]] == ["resting", "walking", "young"]
    assert found["pooled"]["days"] == 24.0 and found["pooled"]["collapse"]["count"] == 40
    resting, walking, young = found["homes"]
    assert resting["figures"]["false_alarms"] == 1 and resting["false_alarms"][0]["silence"] == 9.0
    assert walking["exit_doors"] == ["Front door"] and young["history"] is None
    assert resting["caps"]["12 h"]["false_alarms"] == 0 and resting["caps"]["4 h"]["false_alarms"] == 1


def test_how_far_it_is_is_told_where_there_is_no_terminal(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.cli.backtest.TOLD_EACH", 0.0)
    said = judged(data, "--quick", "--json")
    assert "carehub: judging, 2 of 12" in said.stderr
    assert json.loads(said.stdout)["pooled"]["days"] == 24.0


def test_the_same_seed_gives_the_same_and_another_does_not(data: Path, found: dict[str, Any]) -> None:
    assert figures(data, "--seed", "1") == found
    other = figures(data, "--seed", "2")
    hours = [each["homes"][0]["figures"]["collapse"]["hours"] for each in (found, other)]
    assert hours[0] != hours[1]


def test_a_home_that_cannot_be_used_is_told_and_the_rest_is_judged(data: Path, tmp_path: Path) -> None:
    written(tmp_path, "good", steady(12))
    (tmp_path / "bad.csv").write_text("time,what\n1,2\n")
    said = judged(tmp_path, "--json", "--quick")
    assert said.exit_code == 0
    assert [home["name"] for home in json.loads(said.stdout)["homes"]] == ["good"]
    assert "bad: 0 movements can be read from it" in said.stderr
    assert json.loads(said.stdout)["left_out"][0].startswith("bad: ")


def test_what_cannot_be_judged_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("timestamp,what\n1,2\n")
    assert "no home can be used" in str(judged(tmp_path).exception)
    assert "is no folder" in str(judged(tmp_path / "none").exception)
    assert "is no time zone" in judged(tmp_path, "--timezone", "Mars").output


def test_the_whole_of_it_has_the_harder_cases_and_pictures(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Of one home that can be judged and one that cannot: it takes long, and each home is judged by itself."""
    data, pictures = tmp_path_factory.mktemp("homes"), tmp_path_factory.mktemp("pictures")
    written(data, "walking", away(steady(26, HOUR), START + 20 * DAY, 6 * HOUR))
    written(data, "young", steady(3))
    said = judged(data, "--injections", "4", "--plots", str(pictures), "--as", "svg")
    assert said.exit_code == 0, said.output
    for words in ("collapse in the hall on return", "crawls in the room", "hub off 6 h", "clocks change in March"):
        assert words in said.stdout
    names = ["curve", "delays", "home-walking", "home-young"]
    assert sorted(file.name for file in pictures.iterdir()) == [f"inactivity-{name}.svg" for name in names]
    assert all(str(file) in said.stderr for file in pictures.iterdir())
