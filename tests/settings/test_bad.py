"""Files that must be refused, each with the exact message in its first line."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hub.model.errors import SettingsError
from hub.settings import load, parse

FOLDER = Path(__file__).parent / "bad"
BAD = sorted(FOLDER.glob("*.toml"))
EXAMPLE = (Path(__file__).parents[2] / "config" / "hub.example.toml").read_text()
LINES = [line for line in EXAMPLE.splitlines() if line and not line.startswith("#")]
UNHURRIED = settings(deadline=None)
VALUES = st.sampled_from(
    [
        "1",
        "-1",
        "0.5",
        "nan",
        "true",
        '""',
        '"x"',
        "[]",
        "[[]]",
        "{}",
        "{ a = 1 }",
        "2026-11-02",
        "08:00:00",
        '"\\u0000"',
    ]
)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_says_what_is_wrong(path: Path) -> None:
    text = path.read_text()
    expected = text.splitlines()[0].removeprefix("# expect: ")
    with pytest.raises(SettingsError) as refused:
        parse(text, path.name)
    assert str(refused.value) == expected


def test_there_are_bad_files() -> None:
    assert len(BAD) >= 25


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_no_secret_is_shown(path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        parse(path.read_text(), path.name)
    assert "hunter2" not in str(refused.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"absent.toml: whole file: found no file that can be read \(No such file"):
        load(tmp_path / "absent.toml")


def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="found no file that can be read"):
        load(tmp_path)


def test_a_file_of_other_letters(tmp_path: Path) -> None:
    path = tmp_path / "hub.toml"
    path.write_bytes('[hub]\nid = "café"'.encode("latin-1"))
    with pytest.raises(SettingsError, match="found letters that are not UTF-8"):
        load(path)


def read_or_refuse(text: str) -> None:
    try:
        parse(text, "hub.toml")
    except SettingsError as refused:
        assert "found" in str(refused)  # noqa: PT017 - most texts are refused, a few are not


@UNHURRIED
@given(st.text())
@example("[hub]\nid = 1979-05-27T07:32:00-99:99")
@example("a = 0x" + "f" * 5000)
def test_no_text_does_worse_than_be_refused(text: str) -> None:
    read_or_refuse(text)


@UNHURRIED
@given(st.lists(st.sampled_from(LINES), max_size=30))
def test_lines_in_any_order_are_read_or_refused(lines: list[str]) -> None:
    read_or_refuse("\n".join(lines))


@UNHURRIED
@given(st.integers(0, len(LINES) - 1), VALUES)
def test_any_value_in_any_place_is_read_or_refused(index: int, value: str) -> None:
    changed = list(LINES)
    name, equals, _ = changed[index].partition(" = ")
    changed[index] = f"{name} = {value}" if equals else f"{name}\nid = {value}"
    read_or_refuse("\n".join(changed))


@UNHURRIED
@given(st.integers(0, len(EXAMPLE)), st.text(max_size=3), st.integers(0, 5))
def test_a_slip_of_the_pen_is_read_or_refused(at: int, typed: str, deleted: int) -> None:
    read_or_refuse(EXAMPLE[:at] + typed + EXAMPLE[at + deleted :])
