"""What a running hub and its auditor load: nothing that fits models or draws, and numpy only where a home needs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.home import RunningHub

NEVER = {"hub.learning", "joblib", "matplotlib", "pandas", "scipy", "sklearn"}


@pytest.mark.parametrize("program", ["hub.app", "hub.auditor", "hub.cli.run", "hub.cli.audit", "hub.shell.chores"])
def test_what_a_program_begins_with_fits_nothing(program: str) -> None:
    ask = f"import json, sys, {program}; print(json.dumps(sorted(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True, timeout=60)
    assert set(json.loads(said.stdout)) & (NEVER | {"numpy"}) == set()


def test_a_hub_without_a_streaming_device_runs_without_numpy(tmp_path: Path) -> None:
    hub = RunningHub(tmp_path)
    hub.environment["PYTHONPROFILEIMPORTTIME"] = "1"  # each module that is loaded, on standard error
    with hub:
        hub.until(lambda: "apscheduler.executors.asyncio" in _loaded(hub.log), "its chores are loaded")
    loaded = _loaded(hub.log)
    assert "hub.app" in loaded and "detectors" in loaded
    assert loaded & (NEVER | {"numpy"}) == set()


def _loaded(log: Path) -> set[str]:
    lines = [line for line in log.read_text(errors="replace").splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip() for line in lines}
