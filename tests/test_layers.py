"""Who may import whom, and what the deciding half may not ask for: the real checks, and that they catch a violation."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

TREE = Path(__file__).resolve().parents[1]
ROOTS = ("hub", "detectors", "connectors")
BIN = Path(sys.executable).parent
NOT_PYCACHE = shutil.ignore_patterns("__pycache__")
LINES = 400
"""A file is 400 lines at the most (design section 6). A language is one file, however many texts there are."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for root in ROOTS:
        shutil.copytree(TREE / root, tmp_path / root, ignore=NOT_PYCACHE)
    shutil.copy(TREE / "pyproject.toml", tmp_path)
    return tmp_path


def run(tree: Path, *command: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(tree)}
    return subprocess.run(command, cwd=tree, env=env, capture_output=True, text=True, timeout=120, check=False)


def imports(tree: Path) -> subprocess.CompletedProcess[str]:
    return run(tree, str(BIN / "lint-imports"), "--no-logo", "--no-cache")


def style(tree: Path) -> subprocess.CompletedProcess[str]:
    """Ruff's list of what must not be asked for. A `noqa` is no way round it."""
    return run(
        tree,
        str(BIN / "ruff"),
        "check",
        "--no-cache",
        "--output-format",
        "concise",
        "--select",
        "TID251,TID252",
        "--ignore-noqa",
        *ROOTS,
    )


def plant(tree: Path, where: str, line: str) -> None:
    path = tree / where
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'"""Planted."""\n\n{line}\n')


def sources() -> Iterator[Path]:
    for root in ROOTS:
        yield from sorted((TREE / root).rglob("*.py"))


def named(path: Path) -> str:
    return str(path.relative_to(TREE))


def test_the_tree_itself_keeps_both_rules(copy: Path) -> None:
    checked = imports(copy)
    assert checked.returncode == 0, checked.stdout
    styled = style(copy)
    assert styled.returncode == 0, styled.stdout


PLANTED = (
    ("hub/core", "import time\n\nWHEN = time.time()", "hub.core.{} -> time"),
    ("hub/audit", "import time\n\nWHEN = time.time()", "hub.audit.{} -> time"),
    ("hub/audit", "import hub.shell\n\nX = hub", "hub.audit.{} -> hub.shell"),
    ("hub/core", "import hub.audit\n\nX = hub", "hub.core.{} -> hub.audit"),
    ("hub/core", "import asyncio\n\nX = asyncio", "hub.core.{} -> asyncio"),
    ("hub/core", "import detectors\n\nX = detectors", "hub.core.{} -> detectors"),
    ("hub/core", "import hub.settings\n\nX = hub", "hub.core.{} -> hub.settings"),
    ("hub/core", "import hub.shell\n\nX = hub", "hub.core.{} -> hub.shell"),
    ("hub/model", "import hub.ports\n\nX = hub", "hub.model.{} -> hub.ports"),
    ("hub/shell", "import connectors\n\nX = connectors", "hub.shell.{} -> connectors"),
    ("detectors", "import connectors\n\nX = connectors", "detectors.{} -> connectors"),
    ("connectors", "import hub.shell\n\nX = hub", "connectors.{} -> hub.shell"),
    ("detectors", "import sqlite3\n\nX = sqlite3", "detectors.{} -> sqlite3"),
    ("detectors", "import sklearn\n\nX = sklearn", "detectors.{} -> sklearn"),
    ("hub/shell", "import matplotlib\n\nX = matplotlib", "hub.shell.{} -> matplotlib"),
    ("hub/shell", "import jinja2\n\nX = jinja2", "hub.shell.{} -> jinja2"),
)


def test_every_planted_import_is_caught(copy: Path) -> None:
    """All at once, each in a file of its own: to look through the whole tree takes seconds."""
    for number, (folder, line, _) in enumerate(PLANTED):
        plant(copy, f"{folder}/planted_{number}.py", line)
    plant(copy, "hub/parts.py", "import hub.learning\nimport hub.pages\n\nX = hub")
    checked = imports(copy)
    assert checked.returncode != 0
    broken = [each.format(f"planted_{number}") for number, (_, _, each) in enumerate(PLANTED)]
    broken += ["hub.parts -> hub.learning", "hub.parts -> hub.pages"]
    assert [each for each in broken if f"{each} (" not in checked.stdout] == []


def test_every_planted_question_for_time_or_chance_is_caught(copy: Path) -> None:
    lines = (
        "import time\n\nWHEN = time.time()",
        "from time import monotonic\n\nWHEN = monotonic()",
        "from datetime import UTC, datetime\n\nWHEN = datetime.now(UTC)  # noqa: TID251",
        "import datetime as d\n\nWHEN = d.date.today()",
        "from random import random\n\nLUCK = random()",
        "import uuid\n\nWHO = uuid.uuid4()",
        "import os\n\nLUCK = os.urandom(4)",
        "from . import other\n\nX = other",
    )
    folders = ("hub/core", "hub/model", "hub/audit", "detectors")
    where = {f"{folder}/planted_{number}.py": line for folder in folders for number, line in enumerate(lines)}
    for file, line in where.items():
        plant(copy, file, line)
    styled = style(copy)
    assert styled.returncode != 0
    caught = set(re.findall(r"^(\S+planted_\d+\.py):\d+:\d+: TID25\d", styled.stdout, re.MULTILINE))
    assert caught == set(where)


def test_every_part_of_hub_has_a_place_in_the_layers() -> None:
    settings = tomllib.loads((TREE / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    places = " ".join(settings["layers"])
    here = {f"hub.{p.stem}" for p in (TREE / "hub").iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
    assert {part for part in here - {"hub.__init__"} if part not in places.replace("(", "").replace(")", "")} == set()


def _blanket(node: ast.ExceptHandler) -> bool:
    kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    blanket = any(k is None or (isinstance(k, ast.Name) and k.id in {"Exception", "BaseException"}) for k in kinds)
    return blanket and not _passed_on(node)


def _passed_on(node: ast.ExceptHandler) -> bool:
    """Raised again at the end, or handed to whoever awaits the future: tidied up after, not swallowed."""
    handed = any(isinstance(inner, ast.Attribute) and inner.attr == "set_exception" for inner in ast.walk(node))
    return handed or (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)


def test_only_the_supervisor_and_the_detector_guard_catch_everything() -> None:
    found = [
        named(path)
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ExceptHandler) and _blanket(node)
    ]
    assert len(found) <= 2, found
    assert len(found) == len(set(found)), found


def test_threads_are_made_in_three_files_only() -> None:
    words = ("Thread(", "ThreadPoolExecutor", "to_thread", "run_in_executor", "loop_start(")
    found = {named(path) for path in sources() if any(word in path.read_text() for word in words)}
    assert found <= {"connectors/mqtt.py", "connectors/blocking.py", "hub/pages/meanwhile.py"}


def test_files_are_short_and_named_after_a_question() -> None:
    answers = [path for path in sources() if path.parent.name != "languages"]
    assert {named(p) for p in answers if len(p.read_text().splitlines()) > LINES} == set()
    assert {named(p) for p in sources() if p.stem in {"utils", "helpers", "common", "manager", "misc"}} == set()


def test_only_learning_names_scikit_learn_and_only_detectors_of_falls_numpy() -> None:
    """Imported within a function counts too. What a running hub really loads: tests/e2e/test_what_is_loaded.py."""
    named_by = {
        path: {top for node in ast.walk(ast.parse(path.read_text())) for top in _tops(node)} for path in sources()
    }
    outside = {path: tops for path, tops in named_by.items() if (TREE / "hub" / "learning") not in path.parents}
    assert {
        named(p) for p, tops in outside.items() if tops & {"sklearn", "scipy", "matplotlib", "joblib", "pandas"}
    } == set()
    assert {named(p) for p, tops in outside.items() if "numpy" in tops and p.parent.name != "fall"} == set()


def _tops(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.split(".")[0] for alias in node.names]
    return [(node.module or "").split(".")[0]] if isinstance(node, ast.ImportFrom) else []
