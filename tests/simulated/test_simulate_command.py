"""`carehub simulate` with a kit, a household and what happens: readings, the truth beside them, refusals."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from connectors import readings_csv
from hub.cli.group import carehub
from hub.simulated.accidents import KINDS


def simulate(*options: str) -> Result:
    return CliRunner().invoke(carehub, ["simulate", *options])


def test_what_is_written_can_be_read_again_and_has_the_truth_beside_it(tmp_path: Path) -> None:
    out, truth = tmp_path / "home.csv", tmp_path / "home.labels.csv"
    done = simulate("--days", "4", "--kit", "four", "--accident", "bathroom", "--on-day", "2",
                    "--out", str(out), "--truth", str(truth))  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "The accident is at 2026-11-04" in done.stderr
    readings = list(readings_csv.read(out, "Europe/London", pytest.fail))
    assert len({reading.name for reading in readings}) == 4  # type: ignore[union-attr]
    labels = truth.read_text().splitlines()
    assert labels[0] == "start,end,activity"
    assert labels[-1].endswith("lying@bathroom")


@pytest.mark.parametrize("options", [("--household", "cat"), ("--illness", "slower", "--on-day", "1"),
                                     ("--away", "1-2", "--kit", "usual")])  # fmt: skip
def test_each_option_makes_a_home_that_the_hub_can_live_with(options: tuple[str, ...]) -> None:
    done = simulate("--days", "3", *options)
    assert done.exit_code == 0, done.output
    assert "detector failed" not in done.output


def test_a_collapse_is_told() -> None:
    done = simulate("--days", "5", "--kit", "dense", "--accident", "bathroom", "--on-day", "2", "--json")
    assert done.exit_code == 0, done.output
    assert '"kind":"inactivity","state":"raised"' in done.stdout


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--kit", "four", "--story", "help"), "--story belongs to the simple home"),
        (("--kit", "four", "--away", "tomorrow"), "expected two days, as 10-13"),
        (("--kit", "four", "--away", "3-1"), "expected two days, as 10-13"),
        (("--accident", "bed", "--illness", "slower"), "together need --on-day"),
    ],
)
def test_what_cannot_be_is_refused(options: tuple[str, ...], says: str) -> None:
    done = simulate("--days", "3", *options)
    assert done.exit_code == 2
    assert says in done.output


def test_every_accident_that_there_is_can_be_asked_for() -> None:
    said = simulate("--help").output
    assert [kind for kind in KINDS if kind.split()[0] not in said] == []
