"""Whether open pages slow an alarm down: presses under 500 readings a second, with 20 browsers and without, in turns.

`python -m bench.pages_load [ROUNDS]` (2 rounds of each without it, about 5 minutes). A real mosquitto, hub, carrier and
`carehub pages`; the browsers are one process (bench/browsers.py). Each round is a fresh hub with every detector.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.presses import BUSY_PACE, BUTTONS, READINGS, WARM, _presses
from bench.proc import resident, seconds
from bench.results import part
from bench.stage import Hub, Stage, Staging
from hub.pages.accounts import Accounts, sessions
from tests.support.home import ROOT

BROWSERS, PRESSES = 20, 100
BUDGET, MOST = 0.008, 60.0
"""Seconds from press to centre, p99 (design section 11); MB of the pages' own process."""


class Round:
    """What one round has shown. Times in seconds."""

    def __init__(self, took: list[float], bare: list[float], busy: float) -> None:
        self.took, self.bare, self.busy = took, bare, busy
        self.pages: dict[str, Any] = {}


def one(stage: Stage, browsers: int) -> Round:
    """Presses in a busy home, with so many browsers open."""
    long = int(READINGS * (PRESSES + WARM) * BUSY_PACE * 3) + 20_000
    with (
        stage.centre() as centre, stage.bare() as bare, stage.hub(BUTTONS) as hub,
        stage.flood(long, READINGS) as go,
    ):  # fmt: skip
        go()
        with looked_at(hub, browsers) if browsers else nullcontext({}) as pages:
            time.sleep(2)
            began, used = time.monotonic(), seconds(hub.pid)
            took, bares, _ = _presses(stage, centre, bare, hub, PRESSES, BUSY_PACE)
            found = Round(took, bares, (seconds(hub.pid) - used) / (time.monotonic() - began))
        found.pages = pages
    return found


@contextmanager
def looked_at(hub: Hub, count: int) -> Iterator[dict[str, Any]]:
    """The pages of this hub, and browsers that look at them; afterwards what it was like."""
    port = 20_000 + os.getpid() % 20_000
    config = hub.folder / "pages.toml"
    config.write_text(f'{hub.settings.read_text()}\n[pages]\nlisten = "127.0.0.1:{port}"\nhttps = false\n')
    accounts, now = Accounts.open(hub.folder / "data" / "pages"), datetime.now(UTC)
    assert not accounts.add("Anna Carer", "carer", "seven green kettles", now)
    token = sessions.begin(accounts.conn, accounts.people()[0].id, "", False, now)
    accounts.close()
    said: dict[str, Any] = {}
    pages = subprocess.Popen([sys.executable, "-m", "hub", "pages", "--config", str(config)], cwd=ROOT,
                             stdout=subprocess.DEVNULL)  # fmt: skip
    time.sleep(3)
    command = [sys.executable, "-m", "bench.browsers", str(port), str(count), token]
    looking = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert looking.stdout
        assert looking.stdin
        assert looking.stdout.readline() == "open\n"
        began, used = time.monotonic(), seconds(pages.pid)
        yield said
        said["busy"] = (seconds(pages.pid) - used) / (time.monotonic() - began)
        said["memory"] = resident(pages.pid)
        looking.stdin.close()
        said |= json.loads(looking.stdout.readline())
    finally:
        for process in (looking, pages):
            process.terminate()
            process.wait(10)


def main() -> int:
    rounds = next((int(each) for each in sys.argv[1:] if each.isdigit()), 2)
    found: dict[int, list[Round]] = {0: [], BROWSERS: []}
    with Staging(None) as stage:
        for number in range(rounds):
            for browsers in (0, BROWSERS) if number % 2 == 0 else (BROWSERS, 0):
                print(f"round {number + 1}, {browsers} browsers ...", file=sys.stderr, flush=True)
                found[browsers].append(one(stage, browsers))
    print(f"{rounds} rounds of {PRESSES} presses under {READINGS:.0f} readings/s; load {os.getloadavg()[0]:.1f}")
    for browsers, each in found.items():
        p50, p99 = (1000 * median(part(every.took, share) for every in each) for share in (0.5, 0.99))
        limit = 1000 * median(part(every.bare, 0.99) for every in each)
        busy = 100 * median(every.busy for every in each)
        within = "within" if p99 <= 1000 * BUDGET else "OVER"
        print(
            f"  {browsers:2} browsers: press -> centre p50 {p50:.1f} ms, p99 {p99:.1f} ms (budget 8: {within}; "
            f"the bare program p99 {limit:.1f}); hub {busy:.0f} % of a core"
        )
    told = [each.pages for each in found[BROWSERS]]
    loads = sorted(1000 * took for each in told for took in each["took"])
    memory = max(each["memory"] for each in told)
    print(
        f"  pages: {memory:.0f} MB (budget {MOST:.0f}; {'within' if memory <= MOST else 'OVER'}), "
        f"{100 * median(each['busy'] for each in told):.0f} % of a core; {len(loads)} page loads, "
        f"p50 {part(loads, 0.5):.0f} ms, p99 {part(loads, 0.99):.0f} ms; "
        f"{sum(each['events'] for each in told)} live events"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
