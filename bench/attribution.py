"""100,000 random schedules of late, repeated, reordered and foreign replies across many open and closed incidents.

How many were misattributed, and how many ladders stopped wrongly? Plain answers, then the whole chain:
coordinators, hand-overs, KEY, 999 called, commands.

Usage: python bench/attribution.py [SCHEDULES] [--plain | --chain] [--one]. Without a kind, half of the schedules are of
each; --one leaves the other processors alone.
Exit code 1 if any reply was attributed wrongly or not understood, or a ladder stopped wrongly.
"""

import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.core import attribution, attribution_chain
from tests.core.attribution import Tally

CHUNK = 250
BUDGET = 0
TOLD_EVERY = 20
"""Chunks: how far it is, on the error output."""
KINDS = {"--plain": attribution.play, "--chain": attribution_chain.play}


def main() -> int:
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    kinds = {name: play for name, play in KINDS.items() if name in sys.argv} or KINDS
    each = (numbers[0] if numbers else 100_000) // len(kinds)
    return max(run(name.removeprefix("--"), play, each) for name, play in kinds.items())


def run(name: str, play: Callable[[int, int], Tally], many: int) -> int:
    """Play schedules of one kind on every processor, and print what came of them."""
    began, whole = time.monotonic(), Tally()
    with ProcessPoolExecutor(1 if "--one" in sys.argv else os.cpu_count()) as pool:
        firsts = range(0, many, CHUNK)
        for played, tally in enumerate(pool.map(play, firsts, [CHUNK] * len(firsts)), 1):
            whole = whole.plus(tally)
            if played % TOLD_EVERY == 0:
                print(f"  {name} so far: {played * CHUNK:,} schedules, {wrongs(whole)}", file=sys.stderr, flush=True)
    print(f"{name}: replies misattributed: {whole.wrong}, ladders stopped wrongly: {whole.stopped} (budget {BUDGET})")
    print(f"  in {many:,} schedules: {whole.replies:,} replies, of which {whole.acted:,} changed an incident;")
    print(f"  {whole.several:,} came while several were open, {whole.late:,} an hour or more late;")
    print(f"  {whole.told_since:,} came after the end, and their senders were told what has happened since;")
    print(f"  {whole.missed} that could have been understood were not; {time.monotonic() - began:.0f} s", flush=True)
    return int(wrongs(whole) > BUDGET)


def wrongs(tally: Tally) -> int:
    """Everything in a tally that must not be."""
    return tally.wrong + tally.stopped + tally.missed


if __name__ == "__main__":
    sys.exit(main())
