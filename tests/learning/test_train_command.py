"""`carehub train falls` as it is typed: a file that a hub can use, the same twice, and refusals that say what to do."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detectors.fall.model import Model, read
from hub.cli.group import carehub
from tests.support.fall_data import csv, falls_at, people, stream, written


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    both = people(3, 2) + people(1, 1, seed=7, data_set="others")
    return written(both, tmp_path_factory.mktemp("data"))


def trained(data: Path, out: Path, *more: str) -> Result:
    return CliRunner().invoke(
        carehub, ["train", "falls", "--data", str(data), "--placement", "waist", "--out", str(out), *more]
    )


def test_it_writes_a_model_that_finds_falls_and_says_what_it_is_worth(data: Path, tmp_path: Path) -> None:
    done = trained(data, tmp_path, "--leave-out", "others")
    assert done.exit_code == 0, done.output
    assert "of people left out" in done.stdout and "false alarms an hour of scripted activity" in done.stdout
    file = tmp_path / "fall-waist.json"
    model = read(file.read_bytes())
    assert isinstance(model, Model) and model.shipped.card["data sets"] == ["made"]
    one = stream(5, each=2)
    command = ["detect-falls", "--placement", "waist", "--json", "--model", str(file)]
    heard = CliRunner().invoke(carehub, command, csv(one))
    assert len(heard.stdout.splitlines()) >= len(falls_at(one)) - 1
    first = file.read_bytes()
    assert trained(data, tmp_path, "--leave-out", "others").exit_code == 0
    assert file.read_bytes() == first, "the same data and seed, the same bytes"


def test_a_data_set_that_is_not_there_is_named(data: Path, tmp_path: Path) -> None:
    done = trained(data, tmp_path, "--leave-out", "sisfal")
    assert done.exit_code == 2
    assert "sisfal: the data sets here are made, others." in done.output


def test_no_recordings_of_that_place_are_refused(data: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        carehub, ["train", "falls", "--data", str(data), "--placement", "wrist", "--out", str(tmp_path)]
    )
    assert done.exit_code != 0 and "worn at wrist" in str(done.exception)
    assert not list(tmp_path.iterdir())
