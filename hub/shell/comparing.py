"""Lets the last week be compared with this person's own past, in a process that is gone a second later."""

import asyncio
import os
import sys

import msgspec

from hub.model.routine import Compared, Past

COMMAND = (sys.executable, "-m", "hub.learning.routine.nightly")
LONGEST = 120.0
"""Seconds: a second on a desktop, some ten on a Raspberry Pi with a slow card."""
ALONE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""A year of days is small: more threads would only take the processor from the hub."""


class ComparisonError(Exception):
    """The process failed, or said nothing that can be read."""


async def compared(past: Past) -> Compared:
    """What the last week amounts to."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *COMMAND, stdin=pipe, stdout=pipe, stderr=pipe, env={**os.environ, **ALONE}
    )
    try:
        async with asyncio.timeout(LONGEST):
            out, said = await process.communicate(msgspec.json.encode(past))
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise ComparisonError(said.decode(errors="replace").strip().rpartition("\n")[2])
    return msgspec.json.decode(out, type=Compared)
