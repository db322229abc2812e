"""`make bench`: every figure of the design's budgets that exists by now, measured here, each beside its budget."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import disk, falls, flow, plays, presses, starts
from bench.results import Figure, machine, show
from bench.stage import Stage, Staging

Measure = Callable[[Stage, bool], Iterable[Figure]]
MEASURES: dict[str, Measure] = {
    "press": presses.lone,
    "busy": presses.busy,
    "at-once": presses.at_once,
    "flow": flow.flow,
    "start": starts.starts,
    "disk": disk.disk,
    "replay": plays.plays,
    "falls": falls.falls,
    "idle": flow.idle,
}
"""Name -> what measures it, in the order of the table."""


def main() -> None:
    given = arguments()
    chosen = given.only or list(MEASURES)
    before = os.getloadavg()
    figures: list[Figure] = []
    with Staging(given.broker) as stage:
        for name in chosen:
            print(f"measuring {name} ...", file=sys.stderr, flush=True)
            figures += measured(name, stage, given.quick)
        ran = machine(given.broker or "our own mosquitto with our settings", before)
    if not given.only:
        figures += elsewhere()
    figures.sort(key=lambda one: (one.line[:1] != "!", int(one.line.split()[0]) if one.line[:1] != "!" else 0))
    if given.json:
        print(msgspec.json.encode({"machine": ran, "figures": figures}).decode())
    else:
        show(figures, ran)


def elsewhere() -> list[Figure]:
    """Budgets that cannot be measured yet, or that have a command of their own."""
    kills, note = "a kill at any durable step", "bench/crash_points.py: many minutes, a command of its own"
    return [
        Figure("10 pages", "memory", None, budget="<= 60 MB", note="bench/pages_load.py: five minutes of its own"),
        Figure("11 kill -9", kills, None, budget="0 lost, 0 doubled", note=note),
    ]


def measured(name: str, stage: Stage, quick: bool) -> list[Figure]:
    """The figures of one measure; a hub that fails at it is a figure too."""
    done: list[Figure] = []
    try:
        done.extend(MEASURES[name](stage, quick))
    except (AssertionError, OSError, TimeoutError) as error:
        done.append(Figure(f"! {name}", "failed", float("nan"), met=False, note=str(error)[:300]))
    return done


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--broker", metavar="HOST:PORT", help="use this broker; default: a mosquitto of our own")
    parser.add_argument("--only", action="append", choices=MEASURES, help="only this; may be given again")
    parser.add_argument("--quick", action="store_true", help="fewer repeats, in about a minute; noisier")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")
    return parser.parse_args()


if __name__ == "__main__":
    main()
