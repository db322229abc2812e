"""Every hazard names the test that guards against it, or says what is missing; and every test named is real."""

import ast
import re
from pathlib import Path

import pytest
from msgspec import Struct

TREE = Path(__file__).resolve().parents[1]
NODE = re.compile(r"`(tests/[\w/]+\.py)::(\w+)(?:\[([\w-]+)\])?`")
MISSING = re.compile(r"no test yet: \w.{8,}")
SEVERITY = {"fatal", "serious", "minor"}
LIKELIHOOD = {"often", "sometimes", "rare"}


class Row(Struct, frozen=True):
    """One line of docs/hazards.md."""

    id: str
    hazard: str
    cause: str
    effect: str
    severity: str
    likelihood: str
    control: str
    test: str


def rows() -> list[Row]:
    lines = (TREE / "docs" / "hazards.md").read_text().splitlines()
    cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines if line.startswith("| H")]
    return [Row(*row) for row in cells]


def functions(path: Path) -> dict[str, ast.FunctionDef | ast.AsyncFunctionDef]:
    """The tests of a file, those in classes included."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name: node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, kinds)}


def wrong(file: str, name: str, story: str) -> str:
    """What is wrong with a named test; empty if it exists and runs."""
    path = TREE / file
    if not path.is_file():
        return f"{file} does not exist"
    found = functions(path).get(name)
    if found is None or not name.startswith("test_"):
        return f"{file} has no test {name}"
    if any(word in ast.unparse(mark) for mark in found.decorator_list for word in ("skip", "xfail")):
        return f"{file}::{name} is skipped"
    if story and not (TREE / "tests" / "stories" / f"{story}.story").is_file():
        return f"there is no story {story}"
    return ""


def test_there_are_hazards_and_each_has_its_own_id() -> None:
    ids = [int(row.id.removeprefix("H")) for row in rows()]
    assert len(ids) >= 20
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.id)
def test_a_hazard_is_told_in_full(row: Row) -> None:
    assert all((row.hazard, row.cause, row.effect, row.control))
    assert row.severity in SEVERITY
    assert row.likelihood in LIKELIHOOD


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.id)
def test_a_hazard_names_a_real_test_or_says_what_is_missing(row: Row) -> None:
    named = NODE.findall(row.test)
    rest = NODE.sub("", row.test).strip(" ,;")
    assert named or MISSING.fullmatch(rest), row.test
    assert rest == "" or MISSING.fullmatch(rest), rest
    assert [told for node in named if (told := wrong(*node))] == []


@pytest.mark.parametrize(
    ("node", "told"),
    [
        (("tests/test_nothing.py", "test_x", ""), "does not exist"),
        (("tests/test_hazards.py", "test_that_nobody_wrote", ""), "has no test"),
        (("tests/test_hazards.py", "rows", ""), "has no test"),
        (("tests/test_hazards.py", "test_a_hazard_is_told_in_full", "no_such_day"), "no story"),
    ],
)
def test_a_test_that_is_not_there_is_noticed(node: tuple[str, str, str], told: str) -> None:
    assert told in wrong(*node)
