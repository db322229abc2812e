"""How a process that ran for months ends: with 0, and not in the middle of a thread's work."""

import logging
import os
import sys
import threading
import time

LONGEST = 2.0
"""Seconds for the threads that were told to end. What hangs in a call by then hangs for long."""


def leave() -> None:
    """Wait for the threads; if one hangs in a call, end the process without the interpreter's own end.

    That ends a daemon thread where it next asks for the interpreter, in the middle of C code, and at times aborts the
    whole process ("FATAL: exception not rethrown"): to systemd a clean stop would look like a crash.
    """
    deadline = time.monotonic() + LONGEST
    others = [each for each in threading.enumerate() if each is not threading.current_thread()]
    for each in others:
        each.join(max(deadline - time.monotonic(), 0.0))
    if any(each.is_alive() for each in others):
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
