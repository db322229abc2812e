"""The command as it is typed: alarms while the stream is open, the same lines however it is cut, and clear refusals."""

import json
import select
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hub.cli.group import carehub
from hub.learning.falls.roughening import Roughness
from tests.support.fall_data import csv, falls_at, stream, written_model

ONE = stream(2, each=1, how=Roughness(rates=(50.0, 50.0)))
TEXT = csv(ONE)
COMMAND = [sys.executable, "-m", "hub", "detect-falls", "--placement", "waist", "--json", "--model"]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written_model(tmp_path_factory.mktemp("model") / "fall-waist.json")


def asked(model: Path, text: str, *more: str) -> Result:
    return CliRunner().invoke(carehub, ["detect-falls", "--placement", "waist", "--model", str(model), *more], text)


def test_each_fall_is_a_line_of_json(model: Path) -> None:
    lines = [json.loads(line) for line in asked(model, TEXT, "--json").stdout.splitlines()]
    assert [line["t"] for line in lines] == [pytest.approx(at, abs=1.0) for at in falls_at(ONE)]
    for line in lines:
        assert set(line) == {"t", "decided", "score", "placement"} and line["placement"] == "waist"
        assert line["t"] < line["decided"] < line["t"] + 5 and 0.5 <= line["score"] <= 1


def test_for_people_it_is_a_sentence(model: Path) -> None:
    first = asked(model, TEXT).stdout.splitlines()[0]
    assert first.endswith("s after the impact") and " s: a fall, score 0." in first


def test_a_fall_is_printed_while_the_stream_stays_open(model: Path) -> None:
    until = falls_at(ONE)[0] + 6
    lines = [line for line in TEXT.splitlines() if line[0] == "t" or float(line.split(",")[0]) < until]
    with subprocess.Popen([*COMMAND, str(model)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as run:
        assert run.stdin is not None and run.stdout is not None
        run.stdin.write(("\n".join(lines) + "\n").encode())
        run.stdin.flush()
        ready, _, _ = select.select([run.stdout], [], [], 30)
        assert ready, "nothing was printed while the stream was open"
        assert json.loads(run.stdout.readline())["t"] == pytest.approx(falls_at(ONE)[0], abs=1.0)
        assert run.poll() is None
        rest, _ = run.communicate(timeout=30)
        assert rest == b"" and run.returncode == 0


def test_however_the_stream_is_cut_on_its_way_the_lines_are_the_same(model: Path) -> None:
    whole = asked(model, TEXT, "--json").stdout
    raw = TEXT.encode()
    for size in (7, 1000, 65_536):
        command = [*COMMAND, str(model)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as run:
            assert run.stdin is not None
            cut = raw if size > 7 else raw[:20_000]
            for at in range(0, len(cut), size):
                run.stdin.write(cut[at : at + size])
            said, _ = run.communicate(raw[len(cut) :], timeout=60)
        assert said.decode() == whole and run.returncode == 0


def test_a_stream_that_cannot_be_watched_ends_with_2_and_says_what_to_do(model: Path) -> None:
    slow = csv(stream(2, each=1, how=Roughness(rates=(12.0, 12.0), jitter=0.0)))
    run = subprocess.run([*COMMAND, str(model)], input=slow.encode(), capture_output=True, timeout=60, check=False)
    assert run.returncode == 2 and run.stdout == b""
    assert run.stderr.decode().startswith("carehub: standard input: line ")
    assert "found 12.0 samples a second; expected 20 to 200. Behaviour 26" in run.stderr.decode()


def test_bad_lines_are_told_and_do_not_end_it(model: Path) -> None:
    lines = TEXT.splitlines()
    lines.insert(9, "#")
    said = asked(model, "\n".join(lines), "--json")
    assert said.exit_code == 0 and "carehub: standard input: line 10: found 1 values" in said.stderr
    assert len(said.stdout.splitlines()) == len(falls_at(ONE))


def test_a_model_that_cannot_be_used_is_refused(model: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_bytes(model.read_bytes()[:-30])
    assert "cannot be used" in str(asked(other, TEXT).exception)
    wrong = CliRunner().invoke(carehub, ["detect-falls", "--placement", "wrist", "--model", str(model)], TEXT)
    assert "is a model for the waist, and not for the wrist" in str(wrong.exception)


def test_what_has_no_lines_fills_no_memory(model: Path) -> None:
    with Path("/dev/zero").open("rb") as endless:
        run = subprocess.run([*COMMAND, str(model)], stdin=endless, capture_output=True, timeout=60, check=False)
    assert run.returncode == 2 and b"expected the header" in run.stderr
