"""100,000 random schedules of late, repeated, reordered and wrong-coded replies: how many were misattributed?

Usage: python bench/attribution.py [SCHEDULES]. Exit code 1 if any reply was attributed wrongly.
"""

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.core.attribution import Tally, play

CHUNK = 500
BUDGET = 0


def main() -> int:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    began, whole = time.monotonic(), Tally()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for tally in pool.map(play, range(0, many, CHUNK), [CHUNK] * ((many + CHUNK - 1) // CHUNK)):
            whole = whole.plus(tally)
    print(f"replies misattributed: {whole.wrong} (budget {BUDGET})")
    print(f"  in {many:,} schedules: {whole.replies:,} replies, of which {whole.acted:,} changed an incident;")
    print(f"  {whole.missed} that could have been understood were not; {time.monotonic() - began:.0f} s")
    return int(whole.wrong > BUDGET)


if __name__ == "__main__":
    sys.exit(main())
