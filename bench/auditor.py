"""Does an auditor slow the hub that it watches? Presses in a busy home: without one, with one, and with one gone mad.

    .venv/bin/python -m bench.auditor [--presses 60] [--rounds 3] [--readings 500]

"mad" is a process that looks at pulse and store without any pause, some hundred times a second instead of once in 5 s.
The three take turns, so that what else the machine does falls on all alike: compare the ratios. Then the auditor itself
is weighed: memory, processor time, time to load.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from rich.console import Console
from rich.table import Table

from bench import proc
from bench.results import part
from bench.stage import Hub, Stage, Staging
from tests.support.home import ROOT

BUTTONS = 10
PACE = 0.15
"""Seconds between two presses."""
IDLE = 60.0
"""Seconds in which the auditor is weighed."""
MAD = """
import sys
from pathlib import Path
from hub.shell import looking
data, looks = Path(sys.argv[1]), 0
print("looking", flush=True)
while True:
    looking.pulse(looking.places(data), "bench")
    looking.stored(data)
    looks += 1
    if looks % 100 == 0:
        print(looks, flush=True)
"""

Round = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--presses", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--readings", type=float, default=500.0)
    given = parser.parse_args()
    found: dict[str, list[Round]] = {"without": [], "with": [], "mad": []}
    with Staging(None) as stage:
        os.environ.pop("RUNTIME_DIRECTORY")  # under systemd each has one; here they meet in the data folder
        for _ in range(given.rounds):
            for kind, rounds in found.items():
                rounds.append(play(stage, kind, given.presses, given.readings))
        weight = weigh(stage)
    told(found, weight)


def play(stage: Stage, kind: str, presses: int, readings: float) -> Round:
    """One hub, presses among ordinary readings, and who watches it."""
    long = int(readings * presses * PACE * 3)
    with stage.centre() as centre, stage.hub(BUTTONS) as hub, stage.flood(long, readings) as go, watching(kind, hub):
        go()
        time.sleep(1)
        cpu, took, log = proc.seconds(hub.pid), [], 0
        for n in range(presses):
            began = time.monotonic()
            pressed, heard = centre.press(n % BUTTONS)
            took.append(heard.at - pressed)
            centre.close(heard.said["id"])
            log = max(log, hub.store.with_name("carehub.db-wal").stat().st_size)
            centre.wire.listen(max(0.02, began + PACE - time.monotonic()))
        cpu = proc.seconds(hub.pid) - cpu
    return {"p50 ms": 1000 * part(took, 0.5), "p99 ms": 1000 * part(took, 0.99), "hub CPU s": cpu, "log kB": log / 1000}


@contextmanager
def watching(kind: str, hub: Hub) -> Iterator[None]:
    """Nobody, an auditor, or one that never pauses."""
    if kind == "without":
        yield
        return
    command = ["-c", MAD, str(hub.data)] if kind == "mad" else ["-m", "hub", "audit", "--config", str(hub.settings)]
    with subprocess.Popen([sys.executable, *command], cwd=ROOT, env=hub.environment, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:  # fmt: skip
        try:
            time.sleep(1)
            yield
            assert process.poll() is None, "the auditor ended by itself"
        finally:
            process.terminate()
            process.wait(10)


def weigh(stage: Stage) -> Round:
    """What the auditor itself needs beside a quiet hub."""
    load = "import time; t = time.perf_counter(); import hub.auditor; print(time.perf_counter() - t)"
    loads = [float(subprocess.check_output([sys.executable, "-c", load], cwd=ROOT)) for _ in range(5)]
    with stage.centre(), stage.hub(1) as hub:
        command = [sys.executable, "-m", "hub", "audit", "--config", str(hub.settings)]
        with subprocess.Popen(command, cwd=ROOT, env=hub.environment, stderr=subprocess.DEVNULL) as process:
            time.sleep(3)
            began, cpu = time.monotonic(), proc.seconds(process.pid)
            time.sleep(IDLE)
            spent = (proc.seconds(process.pid) - cpu) / (time.monotonic() - began)
            found = {"memory MB": proc.resident(process.pid), "CPU s an hour": spent * 3600, "load s": part(loads, 0.5)}
            process.terminate()
            process.wait(10)
    return found


def told(found: dict[str, list[Round]], weight: Round) -> None:
    table = Table("", *found, "with / without", "mad / without")
    for name in found["without"][0]:
        middle = {kind: part([each[name] for each in rounds], 0.5) for kind, rounds in found.items()}
        ratios = (middle[kind] / middle["without"] if middle["without"] else 0.0 for kind in ("with", "mad"))
        table.add_row(name, *(f"{value:.2f}" for value in middle.values()), *(f"{ratio:.2f}" for ratio in ratios))
    screen = Console()
    screen.print(table)
    screen.print("the auditor itself:", ", ".join(f"{name} {value:.2f}" for name, value in weight.items()))


if __name__ == "__main__":
    main()
