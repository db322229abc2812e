"""`carehub score falls` on made recordings, in the format that anybody can make."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hub.cli.group import carehub
from tests.support.fall_data import people, written, written_model


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(people(2, 1), tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written_model(tmp_path_factory.mktemp("model") / "fall-waist.json")


def scored(data: Path, model: Path, *more: str) -> Result:
    line = ["score", "falls", "--data", str(data), "--placement", "waist", "--model", str(model), *more]
    return CliRunner().invoke(carehub, line)


def test_a_table_says_what_was_seen(data: Path, model: Path) -> None:
    said = scored(data, model)
    assert said.exit_code == 0, said.output
    assert "waist: 2 subjects, 4 falls, 0.0 h of activity, at the threshold 0.500" in said.stdout
    assert "100.0%" in said.stdout and "by activity" in said.stdout and "by subject" in said.stdout
    assert "Acted falls and scripted activity." in said.stdout


def test_the_same_seed_gives_the_same_json_and_pictures_are_drawn(data: Path, model: Path, tmp_path: Path) -> None:
    def figures(*more: str) -> dict[str, object]:
        return {**json.loads(scored(data, model, "--json", *more).stdout), "cpu_per_hour": 0}

    one = figures("--plots", str(tmp_path))
    assert one == figures() and one["all"] != {}
    assert len(list(tmp_path.glob("falls-waist-*.png"))) == 5


def test_as_recorded_and_another_seed_are_other_streams(data: Path, model: Path) -> None:
    kinds = ((), ("--as-recorded",), ("--seed", "2"))
    latencies = [json.loads(scored(data, model, "--json", *kind).stdout)["latency_p50"] for kind in kinds]
    assert len(set(latencies)) > 1


def test_a_folder_without_that_placement_is_refused(data: Path) -> None:
    said = CliRunner().invoke(carehub, ["score", "falls", "--data", str(data), "--placement", "wrist"])
    assert "found no recording of that placement" in str(said.exception)


def test_data_that_cannot_be_used_names_file_and_line(data: Path, model: Path, tmp_path: Path) -> None:
    (tmp_path / "annotations.csv").write_text((data / "annotations.csv").read_text().replace("waist", "ankle"))
    assert 'annotations.csv: line 2, placement: found "ankle"' in str(scored(tmp_path, model).exception)
