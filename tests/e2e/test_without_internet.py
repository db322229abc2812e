"""All IP dropped, as when the broadband is dead: the story is told in a network namespace of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path

STORY = Path(__file__).with_name("inside_a_network.py")
NAMESPACE = ("unshare", "--net") if os.geteuid() == 0 else ("unshare", "--user", "--map-root-user", "--net")


def test_a_press_reaches_the_modem_and_a_reply_by_it_stops_the_ladder() -> None:
    command = [*NAMESPACE, sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider", str(STORY)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=150, check=False, cwd=STORY.parents[2])
    assert told.returncode == 0, told.stdout[-5000:] + told.stderr[-2000:]
    measured = re.findall(r"^(?:press|reply) .*: ([0-9.]+) s$", told.stdout, re.MULTILINE)
    print(told.stdout)
    assert len(measured) == 2 and "1 passed" in told.stdout
