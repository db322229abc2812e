"""How long from a press to the centre, to the carrier, with the home quiet or busy, and many buttons at once."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing

from bench.results import Figure, figure, part
from bench.stage import BASE, Centre, Hub, Stage

BUTTONS = 10
"""Pressed in turn; each incident is closed before its button's next turn."""
WARM = 10
"""Presses before those that count: each button is heard for the first time, and what only an alarm needs is loaded."""
LONE, LONE_PACE = 60, 1.0
BUSY, BUSY_PACE = 200, 0.15
READINGS = 500.0
"""Ordinary readings a second in a busy home."""


def lone(stage: Stage, quick: bool) -> Iterator[Figure]:
    """One press a second in a quiet home."""
    count = 15 if quick else LONE
    with stage.centre() as centre, stage.bare() as bare, stage.hub(BUTTONS) as hub:
        took, bares, texted = _presses(stage, centre, bare, hub, count, LONE_PACE)
    note = f"{count} presses, 1/s"
    limit = 1000 * part(bares, 0.5)
    yield figure("1 press -> centre", "p50", 1000 * part(took, 0.5), "ms", at_most=4, limit=limit, note=note)
    yield Figure("1 press -> centre", "p99", 1000 * part(took, 0.99), "ms", limit=1000 * part(bares, 0.99), note=note)
    yield figure("2 press -> carrier", "p50", 1000 * part(texted, 0.5), "ms", at_most=50, note=note)
    yield figure("2 press -> carrier", "p99", 1000 * part(texted, 0.99), "ms", at_most=1000, note=note)


def busy(stage: Stage, quick: bool) -> Iterator[Figure]:
    """Presses while 500 ordinary readings a second come."""
    count = 50 if quick else BUSY
    long = int(READINGS * (count + WARM) * BUSY_PACE * 3)
    with (
        stage.centre() as centre, stage.bare() as bare, stage.hub(BUTTONS) as hub,
        stage.flood(long, READINGS) as go,
    ):  # fmt: skip
        go()
        time.sleep(1)
        before, began = _rows(hub), time.monotonic()
        took, bares, _ = _presses(stage, centre, bare, hub, count, BUSY_PACE)
        pace = (_rows(hub) - before) / (time.monotonic() - began)
    note = f"{count} presses under {pace:.0f} rows/s"
    for share, budget in ((0.5, None), (0.99, 8.0)):
        limit = 1000 * part(bares, share)
        what = f"p{share * 100:.0f}, busy home"
        yield figure("1 press -> centre", what, 1000 * part(took, share), "ms", at_most=budget, limit=limit, note=note)


def _presses(
    stage: Stage, centre: Centre, bare: str, hub: Hub, count: int, pace: float
) -> tuple[list[float], list[float], list[float]]:
    """Seconds from press to document, through the bare program, and from press to the carrier."""
    took, bares, texted = [], [], []
    for n in range(count + WARM):
        began, texts = time.monotonic(), len(stage.carrier.sent)
        pressed, told = centre.press(n % BUTTONS)
        at_carrier = centre.wire.until(lambda since=texts: _alarm(stage, since), "the carrier has the text")
        centre.close(told.said["id"])
        limit = centre.ping(bare)
        if n >= WARM:
            took.append(told.at - pressed)
            bares.append(limit)
            texted.append(at_carrier - pressed)
        centre.wire.listen(max(0.02, began + pace - time.monotonic()))
    return took, bares, texted


def _alarm(stage: Stage, since: int) -> float | None:
    """When the carrier's first new text that tells of a press came in."""
    return next((float(one["clock"]) for one in stage.carrier.sent[since:] if "pressed" in one["body"]), None)


def at_once(stage: Stage, quick: bool) -> Iterator[Figure]:
    """Many different buttons, pressed in the same moment."""
    for count in (20,) if quick else (20, 1000):
        with stage.centre() as centre, stage.hub(count) as hub:
            began = time.monotonic()
            for n in range(count):
                centre.wire.say(f"{BASE}/button {n:04d}", {"action": "emergency"})
            ids = centre.all_told(count)
            took = max(ids.values()) - began
            centre.wire.listen(1.0)
            kept = _keys(hub)
            texts = hub.ask("status").get("outbox")
        lost, doubled = count - len(set(kept)), len(kept) - len(set(kept))
        line, note = "3 buttons at once", f"all told in {took:.2f} s; outbox {texts}"
        yield Figure(line, f"{count}: incidents", len(ids), "", f"= {count}", len(ids) == count, note=note)
        yield figure(line, f"{count}: lost + doubled", lost + doubled, "", at_most=0)


def _keys(hub: Hub) -> list[str]:
    """The key of each help call in the store."""
    with closing(sqlite3.connect(f"{hub.store.as_uri()}?mode=ro", uri=True)) as conn:
        return [key for (key,) in conn.execute("SELECT key FROM incidents WHERE kind = 'help'")]


def _rows(hub: Hub) -> int:
    with closing(sqlite3.connect(f"{hub.store.as_uri()}?mode=ro", uri=True)) as conn:
        return int(conn.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()[0])
