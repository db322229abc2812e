"""Sustained readings, what they cost, and what the hub weighs before and after them; and what it costs when idle."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing

from bench import proc
from bench.results import Figure, figure, part
from bench.stage import BASE, Hub, Stage
from bench.wire import Wire

AT_ONCE = 50_000
"""Readings published at full speed in one go."""
SETTLED = 5.0
"""Seconds after the start at which the hub counts as idle: everything is loaded by then."""
IDLE = 20.0
PATIENCE = 180.0


def flow(stage: Stage, quick: bool) -> Iterator[Figure]:
    """Goes of 50,000 readings: two make the first 100,000, two more the growth."""
    goes = 1 if quick else 4
    with stage.centre(), stage.wire() as home, stage.hub() as hub:
        time.sleep(SETTLED)
        idle = proc.resident(hub.pid)
        weights, rates, spent = [], [], proc.seconds(hub.pid)
        for _ in range(goes):
            rates.append(_go(stage, home, hub))
            weights.append(proc.resident(hub.pid))
        spent = (proc.seconds(hub.pid) - spent) / (goes * AT_ONCE) * 100_000
    note = f"{goes} x {AT_ONCE:,} at QoS 1, counted in the journal"
    spread = f"{min(rates):,.0f} to {max(rates):,.0f}; {note}"
    yield figure("4 sustained readings", "median", part(rates, 0.5), "/s", at_least=5000, note=spread)
    yield figure("4 sustained readings", "CPU per 100,000", spent, "s", at_most=10, note=note)
    yield figure("5 memory of the hub", "idle, all loaded", idle, "MB", at_most=70, note="RSS; Zigbee, centre, Twilio")
    yield from _weighed(weights)


def _weighed(weights: list[float]) -> Iterator[Figure]:
    if len(weights) < 4:
        yield figure("5 memory of the hub", "after 50,000 readings", weights[0], "MB", at_most=75)
        return
    yield figure("5 memory of the hub", "after 100,000 readings", weights[1], "MB", at_most=75)
    grown = weights[3] - weights[1]
    yield figure("5 memory of the hub", "growth over the next 100,000", grown, "MB", at_most=5)


def _go(stage: Stage, home: Wire, hub: Hub) -> float:
    """Readings a second, from the first publish until the journal holds the last."""
    with closing(sqlite3.connect(f"{hub.store.as_uri()}?mode=ro", uri=True)) as conn, stage.flood(AT_ONCE) as go:

        def rows() -> int:
            return int(conn.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()[0])

        before, began = rows(), go()
        hub.until(lambda: rows() - before > AT_ONCE - 100, "all but the last group are kept", PATIENCE)
        took = time.monotonic() - began
        # The rest of the last group waits for its minute; a press of a switch takes it along.
        home.say(f"{BASE}/lamp", {"action": "single"})
        home.listen(0.1)
        hub.until(lambda: rows() - before > AT_ONCE, "the journal holds them all", PATIENCE)
        kept = conn.execute("SELECT count(*) FROM journal WHERE seq > ?", (before,)).fetchone()[0]
    assert kept == AT_ONCE + 1, f"{kept} rows of {AT_ONCE} readings and a press"
    return AT_ONCE / took


def idle(stage: Stage, quick: bool) -> Iterator[Figure]:
    """A hub to which nothing happens."""
    long = 5.0 if quick else IDLE
    with stage.centre(), stage.hub() as hub:
        time.sleep(SETTLED)
        before = proc.seconds(hub.pid)
        time.sleep(long)
        share = (proc.seconds(hub.pid) - before) / long * 100
        yield Figure("9 idle hub", "CPU", share, "% of a core", note=f"over {long:.0f} s")
        yield Figure("9 idle hub", "memory", proc.resident(hub.pid), "MB", note="RSS")
