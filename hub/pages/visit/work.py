"""What takes longer than a page may: a program of its own, nicely, whose answer is kept with the visit."""

import asyncio
import contextlib
import json
import os
import shutil
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec import Struct
from starlette.requests import Request

from hub.pages.asking import person, site
from hub.pages.visit.record import NoVisit, Visits

Rows = list[dict[str, Any]]
Put = Callable[[Rows], None]
"""Keeps what came of it."""


class Work(Struct):
    """One piece of work. `began` is None if it does not run. `failed`: why its last run came to nothing."""

    began: datetime | None = None
    failed: str = ""


class Works:
    """The work of one site. One of a name runs at a time."""

    def __init__(self) -> None:
        self._of: dict[str, Work] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def of(self, name: str) -> Work:
        """How it is with the work of this name."""
        return self._of.setdefault(name, Work())

    def begin(self, name: str, began: datetime, words: tuple[str, ...], seconds: float, put: Put) -> None:
        """Runs `python -m WORDS`, which prints a JSON object a line; `put` keeps them. Nothing if it runs already."""
        work = self.of(name)
        if work.began is not None:
            return
        work.began, work.failed = began, ""
        task = asyncio.create_task(_run(work, words, seconds, put))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _run(work: Work, words: tuple[str, ...], seconds: float, put: Put) -> None:
    try:
        rows = await _said(words, seconds)
        put(rows)
    except NoVisit:
        pass  # the visit was closed meanwhile
    except (OSError, ValueError, TimeoutError) as error:
        work.failed = str(error) or f"it took longer than {seconds:.0f} s"
    finally:
        work.began = None


async def _said(words: tuple[str, ...], seconds: float) -> Rows:
    nice = ("nice",) if shutil.which("nice") else ()
    process = await asyncio.create_subprocess_exec(
        *nice, sys.executable, "-m", *words, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    try:
        async with asyncio.timeout(seconds):
            out, wrong = await process.communicate()
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    rows = [json.loads(line) for line in out.splitlines() if line.startswith(b"{")]
    if not rows:
        raise ValueError(wrong.decode(errors="replace").strip()[-300:] or "it said nothing")
    return rows


def works(request: Request) -> Works:
    """The work of this site."""
    state = request.app.state
    if not hasattr(state, "works"):
        state.works = Works()
    found: Works = state.works
    return found


def keeps(request: Request, name: str, made: Callable[[Rows, datetime], dict[str, Any]]) -> Put:
    """What puts an answer into the notes of a step of this visit, in the name of whoever asked."""
    place, by = site(request), person(request).name
    visit = Visits(place.accounts.conn).open()
    of = visit.id if visit is not None else 0

    def put(rows: Rows) -> None:
        Visits(place.accounts.conn).note(name, place.now(), by, made(rows, place.now()), of=of)

    return put
