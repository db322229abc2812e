"""How long after its start the hub can act on an alarm: a press that waits at the broker, and the socket."""

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterator

from bench import proc
from bench.results import Figure, figure, part
from bench.stage import BASE, Centre, Hub, Stage

DAY = 20_000
"""Readings of a busy home in a day."""
REPEATS = 7


def starts(stage: Stage, quick: bool) -> Iterator[Figure]:
    """Starts with a short journal, and with a day of readings after a kill -9."""
    repeats = 3 if quick else REPEATS
    with stage.centre() as centre, stage.hub(200) as hub:
        buttons = iter(range(200))

        def again(prepare: Callable[[], None], stop: Callable[[], None]) -> list[tuple[float, ...]]:
            return [_start(stage, centre, hub, next(buttons), prepare, stop) for _ in range(repeats)]

        clean = again(_nothing, hub.stop)
        _a_day(stage, centre, hub)
        killed = again(_nothing, hub.kill)
        whole = again(lambda: _forget_snapshots(hub), hub.kill)
    line, note = "6 start -> first alarm", f"median of {repeats}"
    yield figure(line, "press told, clean start", _middle(clean, 0), "s", at_most=0.5, note=note)
    yield Figure(line, "processor time until then", _middle(clean, 3), "s", note="of the same starts")
    yield Figure(line, "text at the carrier", _middle(clean, 1), "s", note="of the same starts; loads Twilio's client")
    yield Figure(line, "the socket answers", _middle(clean, 2), "s", note="of the same starts")
    yield figure(line, "after kill -9, as kept", _middle(killed, 0), "s", at_most=1, note="snapshot and tail")
    what = f"after kill -9, {DAY:,} re-stepped"
    yield figure(line, what, _middle(whole, 0), "s", at_most=1, note="snapshots taken away")
    yield Figure(line, "processor time until then ", _middle(whole, 3), "s", note="of the same starts")


def _nothing() -> None:
    """Start as the last run left it."""


def _middle(found: list[tuple[float, ...]], place: int) -> float:
    return part([one[place] for one in found], 0.5)


def _start(
    stage: Stage, centre: Centre, hub: Hub, button: int, prepare: Callable[[], None], stop: Callable[[], None]
) -> tuple[float, ...]:
    """Seconds from the start of the process to: the centre is told, the carrier has the text, the socket answers.

    And the processor time that the hub had spent when the centre was told.
    """
    stop()
    prepare()
    since, texts = len(centre.wire.heard), len(stage.carrier.sent)
    centre.wire.say(f"{BASE}/button {button:04d}", {"action": "emergency"})
    centre.wire.listen(0.2)
    began = time.monotonic()
    hub.start(ready=False)
    answered = 0.0

    def told() -> bool:
        nonlocal answered
        if not answered and _answers(hub):
            answered = time.monotonic()
        return any(centre.is_new(one) for one in centre.wire.heard[since:])

    centre.wire.until(told, "the centre is told")
    spent = proc.seconds(hub.pid)
    document = centre.told(since)
    at_carrier = centre.wire.until(
        lambda: next((t["clock"] for t in stage.carrier.sent[texts:] if "pressed" in t["body"]), None), "the text"
    )
    centre.wire.until(lambda: answered or (told() and answered), "the socket answers")
    centre.close(document.said["id"])
    return document.at - began, at_carrier - began, answered - began, spent


def _answers(hub: Hub) -> bool:
    with contextlib.suppress(AssertionError, OSError):
        return bool(hub.ask("status", may_fail=True))
    return False


def _a_day(stage: Stage, centre: Centre, hub: Hub) -> None:
    """A day's readings in the journal."""
    with stage.flood(DAY) as go:
        before = _rows(hub)
        go()
        hub.until(lambda: _rows(hub) - before > DAY - 100, "a day is in the journal", 120)


def _rows(hub: Hub) -> int:
    with contextlib.closing(sqlite3.connect(f"{hub.store.as_uri()}?mode=ro", uri=True)) as conn:
        return int(conn.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()[0])


def _forget_snapshots(hub: Hub) -> None:
    """Without its cache the hub re-steps the whole journal."""
    with contextlib.closing(sqlite3.connect(hub.store, isolation_level=None)) as conn:
        conn.execute("DELETE FROM states WHERE kind = 'snapshot'")
