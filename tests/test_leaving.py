"""A process that was told to stop ends with 0, whatever its threads are doing."""

import subprocess
import sys
import time

import pytest

SCRIPT = """
import threading, time
from hub.cli.leaving import leave
threading.Thread(target=time.sleep, args=({seconds},), daemon=True).start()
print("stopped")
leave()
print("left")
"""


@pytest.mark.parametrize(("seconds", "said"), [(0.2, "stopped\nleft\n"), (100, "stopped\n")])
def test_threads_that_end_are_waited_for_and_one_that_hangs_is_not(seconds: float, said: str) -> None:
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(seconds=seconds)], capture_output=True, text=True, timeout=30, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, said, "")
    assert time.monotonic() - began < 20
