"""What every test may use, and what every test must leave behind: nothing."""

import gc
import os
import signal
import tempfile
import threading
import time
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Begun in the background by a shell, which lets Ctrl-C pass by. Programs that tests start must not inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)

TO_LEAVE = 5.0
"""Seconds that a thread or a child process may take to go once its test is over."""


def _children() -> frozenset[int]:
    """The ids of this process's children, those that have ended but were never waited for included."""
    try:
        # Takes nothing from whoever waits for them. Most tests start no process, and all of /proc takes milliseconds.
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return frozenset()
    me, found = os.getpid(), set()
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            after_name = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(after_name[1]) == me:
            found.add(int(entry.name))
    return frozenset(found)


def _named(pids: frozenset[int]) -> list[str]:
    names = []
    for pid in pids:
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
        except OSError:
            continue
        names.append(f"process {pid} ({words or 'ended, never waited for'})")
    return names


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is imported and collected stays to the end: it is not looked through for rubbish again and again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


@pytest.fixture(autouse=True, scope="session")
def readable_for_the_broker(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Started by root, mosquitto goes on as a user of its own, who must be able to reach files in temporary folders."""
    base = tmp_path_factory.getbasetemp()
    for folder in (base, *base.parents):
        if folder == Path(tempfile.gettempdir()) or os.geteuid() != 0:
            break
        folder.chmod(0o755)


@pytest.fixture(autouse=True)
def nothing_lingers() -> Iterator[None]:
    """A test whose threads or child processes outlive it has failed, whatever else it said."""
    threads, children = frozenset(threading.enumerate()), _children()
    yield
    give_up = time.monotonic() + TO_LEAVE
    while True:
        late = [f"thread {t.name}" for t in threading.enumerate() if t not in threads]
        late += _named(_children() - children)
        if not late or time.monotonic() > give_up:
            break
        time.sleep(0.02)
    assert not late, f"still there after the test: {', '.join(late)}"
