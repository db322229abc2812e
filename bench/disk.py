"""What wears the card: bytes written for each reading, and how often the disk is asked to be sure."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench import proc
from bench.results import Figure, figure
from bench.stage import Stage
from tests.support.home import ROOT

MINUTES = 3
DAY = 20_000


def disk(stage: Stage, quick: bool) -> Iterator[Figure]:
    """A real hub for three minutes at one reading a second; and a day of 20,000, fed to the journal itself."""
    line = "7 disk"
    if not quick:
        seconds = MINUTES * 60
        each = _live(stage, seconds) / seconds
        note = f"real hub, {seconds} s, everything that it wrote"
        yield figure(line, "per reading at 1/s", each / 1000, "kB", at_most=1, note=note)
    found = _day(stage.folder / "day")
    note = "a day fed to engine, journal and store in virtual time"
    yield figure(line, "20,000 readings, one day", found["written"] / 1e6, "MB", at_most=20, note=note)
    yield figure(line, "syncs in that day", found["syncs"], "", at_most=3000, note="fdatasync and fsync, by strace")
    yield Figure(line, "size of the store after it", found["size"] / 1e6, "MB", note=f"{found['commits']} commits")


def _live(stage: Stage, seconds: int) -> int:
    """Bytes that a real hub writes, from one commit of a group to another."""
    with stage.centre(), stage.hub() as hub, stage.flood(seconds + 70, 1.0) as go:
        go()
        hub.until(lambda: _grown(hub.pid), "the first group is kept", 90)
        before = proc.written(hub.pid)
        time.sleep(seconds)
        return proc.written(hub.pid) - before


_LAST: dict[int, int] = {}


def _grown(pid: int) -> bool:
    """True once the process wrote since it was first asked."""
    now = proc.written(pid)
    return now > _LAST.setdefault(pid, now)


def _day(folder: Path) -> dict[str, int]:
    """One day in a process of its own; and once more under strace, to count what it asks of the disk."""
    command = [sys.executable, "-m", "bench.day", str(folder), str(DAY)]
    found: dict[str, int] = json.loads(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout)
    shutil.rmtree(folder)
    counted = folder.with_suffix(".strace")
    strace = ["strace", "-f", "-c", "-e", "trace=fdatasync,fsync", "-o", str(counted)]
    subprocess.run([*strace, *command], cwd=ROOT, capture_output=True, check=True)
    rows = [line.split() for line in counted.read_text().splitlines() if line.endswith("sync")]
    shutil.rmtree(folder)
    return found | {"syncs": sum(int(row[3]) for row in rows)}
