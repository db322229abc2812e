"""Fifty odd homes for ninety days each, with everything going wrong: does any rule break?

`python -m bench.soak [HOMES DAYS]`. Any kit and anybody, bad radio, dead sensors, hub and link down, holidays, illness.
It ends with 1 if a detector failed, or said that nobody moves while it could not see, or if the same days told anything
else the second time.
"""

import sys
import time
from collections import Counter
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from hub.simulated.world import live
from tests.support.odd_homes import Lived, lived, odd_home


def one(asked: tuple[int, int]) -> tuple[int, Lived, bool]:
    """One home, and every tenth twice."""
    seed, days = asked
    made = odd_home(seed, days)
    told = lived(made, live(made, 0, days))
    same = seed % 10 != 0 or lived(made, live(made, 0, days)).found == told.found
    return seed, told, same


def main() -> int:
    asked = [int(each) for each in sys.argv[1:] if each.isdigit()]
    homes, days = asked if len(asked) == 2 else (50, 90)
    began, events, broken, raised = time.monotonic(), 0, 0, Counter[str]()
    with get_context("spawn").Pool() as pool:
        for seed, told, same in pool.imap_unordered(one, [(seed, days) for seed in range(homes)]):
            events += told.events
            raised += told.raised
            broken += len(told.broken) + (not same)
            for each in [*told.broken[:3], *([] if same else ["the second time was another"])]:
                print(f"  home {seed}: {each}")
    took = time.monotonic() - began
    print(f"{homes} homes, {days} days each: {events:,} events in {took:.0f} s; {broken} rules broken")
    for kind, count in raised.most_common():
        print(f"  {kind}: {count / homes / days * 30:.2f} a month and home")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
