"""What an installer gets: the built wheel, installed elsewhere, and the locks that say what it runs with."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest

TREE = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((TREE / "pyproject.toml").read_text())
ROOTS = ("hub", "detectors", "connectors")
GOES_IN = (*ROOTS, "config", "docs", "systemd", "pyproject.toml", "README.md", "LICENSE", "NOTICE")
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^ ;]+)")


def run(*command: str | Path, cwd: Path, timeout: float = 120) -> str:
    """What the command printed. It sees nothing of this checkout, and no package index."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PIP_"))}
    env["PIP_NO_INDEX"] = "1"
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env=env, capture_output=True, text=True, timeout=timeout, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy so that nothing left over in the checkout can slip in."""
    copy = tmp_path_factory.mktemp("tree")
    for name in GOES_IN:
        source = TREE / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy)
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", copy / "dist", cwd=copy)
    (built,) = (copy / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def home(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel in it, and the locked libraries within reach, but not this checkout."""
    home = tmp_path_factory.mktemp("home")
    run(sys.executable, "-m", "venv", "--without-pip", home, cwd=home)
    python = home / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--quiet", wheel, cwd=home)
    (site,) = home.glob("lib/python3*/site-packages")
    (site / "locked.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home


def files_in(folder: Path, pattern: str) -> set[str]:
    return {str(p.relative_to(TREE)) for p in folder.rglob(pattern) if "__pycache__" not in p.parts}


def test_the_packages_are_those_of_the_tree() -> None:
    listed = PROJECT["tool"]["setuptools"]["packages"]
    there = {str(Path(file).parent).replace("/", ".") for root in ROOTS for file in files_in(TREE / root, "*.py")}
    assert sorted(listed) == sorted(there)


def test_every_package_has_an_init_so_that_it_is_checked_and_shipped() -> None:
    without = [
        p
        for p in PROJECT["tool"]["setuptools"]["packages"]
        if not (TREE / p.replace(".", "/") / "__init__.py").exists()
    ]
    assert without == []


def test_the_wheel_holds_the_trees_modules_and_pages_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        held = {name for name in opened.namelist() if not name.split("/")[0].endswith((".dist-info", ".data"))}
    code = {file for root in ROOTS for file in files_in(TREE / root, "*.py")}
    pages = {file for folder in ("templates", "static") for file in files_in(TREE / "hub" / "pages" / folder, "*.*")}
    assert {file for file in pages if file.endswith("vendor/htmx.min.js")}, "the pages' files are looked for elsewhere"
    assert held == code | pages


def test_the_wheel_brings_the_settings_and_the_units(home: Path) -> None:
    share = home / "share" / "carehub"
    config = {p.name for p in (TREE / "config").iterdir()}
    assert {p.name for p in share.iterdir() if p.is_file()} == config
    assert {p.name for p in (share / "systemd").iterdir()} == {p.name for p in (TREE / "systemd").iterdir()}


def test_the_installed_hub_finds_the_settings_that_it_ships(home: Path, tmp_path: Path) -> None:
    ask = "from hub.settings import shipped; print(shipped('detectors.toml'))"
    found = Path(run(home / "bin" / "python", "-c", ask, cwd=tmp_path).strip())
    assert found == home / "share" / "carehub" / "detectors.toml"
    assert found.read_text() == (TREE / "config" / "detectors.toml").read_text()


def test_the_installed_hub_finds_its_list_of_models(home: Path, tmp_path: Path) -> None:
    assert (
        run(home / "bin" / "carehub", "models", cwd=tmp_path).strip()
        == (TREE / "docs/zigbee-models.md").read_text().strip()
    )


def test_the_installed_hub_looks_up_a_model(home: Path, tmp_path: Path) -> None:
    said = run(home / "bin" / "carehub", "models", "--model", "PB206", cwd=tmp_path)
    assert "OWON PB206" in said and "1 models: 1 tell something of the home" in said


def test_every_module_can_be_imported_from_another_folder(home: Path, tmp_path: Path) -> None:
    modules = sorted(
        file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for root in ROOTS
        for file in files_in(TREE / root, "*.py")
        if not file.endswith("__main__.py")
    )
    ask = f"import importlib, json; print(json.dumps([importlib.import_module(m).__file__ for m in {modules}]))"
    places = json.loads(run(home / "bin" / "python", "-W", "error", "-c", ask, cwd=tmp_path).splitlines()[-1])
    assert [place for place in places if not place.startswith(str(home))] == []


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_the_command_answers_from_another_folder(home: Path, tmp_path: Path, option: str) -> None:
    said = run(home / "bin" / "carehub", option, cwd=tmp_path)
    assert "carehub" in said
    if option == "--version":
        assert PROJECT["project"]["version"] in said
    assert list(tmp_path.iterdir()) == []


def pins(lock: str) -> dict[str, str]:
    lines = (TREE / "requirements" / lock).read_text().splitlines()
    return {match[1]: match[2] for line in lines if (match := PIN.match(line))}


@pytest.mark.parametrize("lock", ["build.lock", "run.lock", "dev.lock"])
def test_a_lock_names_exact_versions_with_hashes_and_no_host(lock: str) -> None:
    text = (TREE / "requirements" / lock).read_text()
    assert "://" not in text
    assert not re.search(r"^--", text, re.MULTILINE)
    for block in re.split(r"\n(?=\S)", text.strip()):
        if not block.startswith("#"):
            assert PIN.match(block), block
            assert "--hash=sha256:" in block, block


def test_tests_run_with_what_homes_run_with() -> None:
    dev = pins("dev.lock")
    assert {**dev, **pins("run.lock"), **pins("build.lock")} == dev


def test_what_is_declared_is_locked_and_what_is_locked_is_installed() -> None:
    declared = {re.split(r"[<>=!~ ]", line)[0].lower() for line in PROJECT["project"]["dependencies"]}
    assert declared - set(pins("run.lock")) == set()
    assert {name: version(name) for name in pins("run.lock")} == pins("run.lock")


def test_the_licence_goes_with_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        (licence,) = (name for name in opened.namelist() if name.endswith("LICENSE"))
        assert "Apache License" in opened.read(licence).decode()


def imported() -> set[str]:
    """The top-level names that the code imports, wherever in a file."""
    found = set()
    for path in [p for root in ROOTS for p in (TREE / root).rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.split(".")[0])
            elif isinstance(node, ast.Constant) and str(node.value).endswith("_ble") and str(node.value).isidentifier():
                found.add(str(node.value))  # a decoder library, loaded by its name when it is first needed
    return found - set(sys.stdlib_module_names) - set(ROOTS)


def test_what_is_imported_is_declared_and_what_is_declared_is_used() -> None:
    """A home has the declared parts only; what is there because another part happened to bring it can vanish."""
    brought_by = packages_distributions()
    used = {brought_by[name][0].lower().replace("_", "-") for name in imported()}
    declared = {re.split(r"[<>=!~ ]", line)[0].lower() for line in PROJECT["project"]["dependencies"]}
    extras = {
        re.split(r"[<>=!~ ]", line)[0] for of in PROJECT["project"]["optional-dependencies"].values() for line in of
    }
    assert used - declared == extras
    # tzdata is data, which zoneinfo finds by itself; starlette loads python-multipart when a form comes.
    by_others = {"tzdata", "python-multipart"}
    assert declared - used <= by_others
