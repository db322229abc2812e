"""What a year of records takes on the card, and what evidence of two years takes in time and memory.

`python -m bench.records [FOLDER]`: a home of 20 devices; each falls silent and comes back once a day, links and hub
stop now and then, and each week has the calls of tests/records/three_days.story, one of which nobody
answers for an hour. Readings are not among it: they are kept for weeks (bench/disk.py).
"""

import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from hub.core.shifting import shifted
from hub.core.state import Facts
from hub.model.effects import Effect, SpanChanged
from hub.model.events import Reported, Said
from hub.model.ids import EffectKey
from hub.shell.database import FILE
from hub.shell.store import Row, Store
from tests.support.home import ROOT
from tests.support.stories import Day
from tests.support.story_lines import read

STORY = ROOT / "tests" / "records" / "three_days.story"
DEVICES = [f"0x00158d0000{n:06x}" for n in range(20)]
LINKS = {"link:zigbee2mqtt": 14, "link:broker": 30, "link:sms": 3, "link:centre": 2, "link:bluetooth": 7, "hub": 30}
"""Days between two stops of each."""
START = datetime(2026, 1, 1, tzinfo=UTC)
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
BUDGET = 20.0
"""MB a year (behaviour 42)."""


def main(folder: Path) -> None:
    days = 2 * 365
    store = Store.open(folder)
    seq = 0
    for day in range(days):
        seq = _day(store, seq, day)
        if day == 364:
            store.close()
            _say("a year of records", (folder / FILE).stat().st_size / 1e6, "MB", BUDGET)
            _tables(folder)
            store = Store.open(folder)
    store.alive(START + days * A_DAY)
    store.close()
    _say("two years", (folder / FILE).stat().st_size / 1e6, "MB", None)
    _evidence(folder)


def _day(store: Store, seq: int, day: int) -> int:
    """A day's spans, its hours heard, and, on the first of a week, its calls."""
    at = START + day * A_DAY
    effects: list[Effect] = list(_spans(at, day))
    if day % 7 == 0:
        effects += _calls(at, day // 7)
    store.commit([], Facts(), Facts(), effects)
    _settle(store, effects)
    rows = []
    for hour in range(24):
        for device in DEVICES[: 4 + (hour + day) % 16]:
            seq += 1
            event = Reported(
                at=at + hour * AN_HOUR + timedelta(seconds=seq % 3000), source="zigbee2mqtt", name=device,
                said=(Said("motion", True),),
            )  # fmt: skip
            rows.append(Row(seq, event))
    store.commit(rows, Facts(), Facts(), ())
    asyncio.run(store.count_hours({}))
    store.baseline(seq, at + A_DAY, b"{}")
    store.cut(at + 2 * A_DAY)
    return seq


def _spans(at: datetime, day: int) -> Iterator[SpanChanged]:
    for n, device in enumerate(DEVICES):
        for hours, status in ((n % 20, "late"), (n % 20 + 1, "lost"), (n % 20 + 3, "seen")):
            yield _span(f"device:{device}", status, at + hours * AN_HOUR, "has fallen silent for longer than usual")
    for link, every in LINKS.items():
        if day % every == 0:
            yield _span(link, "down", at + 2 * AN_HOUR, "it does not answer any more")
            yield _span(link, "up", at + 3 * AN_HOUR, "")


def _span(subject: str, status: str, at: datetime, because: str) -> SpanChanged:
    key = EffectKey(f"{subject}/{at.isoformat()}/{status}")
    return SpanChanged(key=key, at=at, subject=subject, status=status, because=because)


_PLAYED: list[Effect] = []


def _calls(at: datetime, week: int) -> list[Effect]:
    """The story's effects, with ids and times of this week."""
    if not _PLAYED:
        day = Day(read(STORY)).play()
        _PLAYED.extend(effect for step in day.steps for effect in step[2] if not isinstance(effect, SpanChanged))
        _PLAYED.append(shifted(_PLAYED[0], timedelta(0)))
    first = _PLAYED[0].at
    moved = []
    for effect in _PLAYED:
        body = msgspec.json.encode(shifted(effect, at - first)).replace(b"story-", b"week%d-" % week)
        moved.append(msgspec.json.decode(body, type=Effect))
    return moved


def _settle(store: Store, effects: list[Effect]) -> None:
    """What was sent has arrived; documents are forgotten after a month."""
    last = max(effect.at for effect in effects)
    with store._disk.writing() as conn:
        conn.execute("UPDATE outbox SET state = 'done', settled = at WHERE state = 'waiting'")
    store.purge_outbox(last)


def _tables(folder: Path) -> None:
    store = Store.open(folder)
    for table in ("spans", "audit", "outbox", "incidents", "heard", "journal", "states"):
        number = store._disk.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        print(f"    {table}: {number:,} rows")
    store.close()


def _evidence(folder: Path) -> None:
    """Two years, in a process of its own: its time, its most memory, and the size of what it wrote."""
    settings = folder / "hub.toml"
    devices = "".join(f'[[devices]]\nid = "{d}"\nname = "Sensor {d[-2:]}"\nuse = "motion"\n' for d in DEVICES)
    settings.write_text(HOME.format(folder=folder) + devices)
    out = folder / "evidence"
    command = [
        sys.executable, "-m", "hub", "evidence", "--config", str(settings), "--from", "2026-01-01", "--to",
        "2027-12-30", "--for", "resident", "--out", str(out),
    ]  # fmt: skip
    begun = time.monotonic()
    subprocess.run(command, check=True, cwd=ROOT)
    took = time.monotonic() - begun
    _say("evidence of two years", took, "s", None)
    _say("its most memory", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, "MB", None)
    for file in sorted(out.iterdir()):
        _say(f"  {file.name}", file.stat().st_size / 1e6, "MB", None)


HOME = """
[hub]
id = "bench"
data = "{folder}"
[[residents]]
id = "mary"
name = "Mary S"
[[contacts]]
id = "anna"
name = "Anna"
phone = "+447700900111"
[[ladder]]
tell = ["anna"]
"""


def _say(what: str, value: float, unit: str, budget: float | None) -> None:
    print(json.dumps({"what": what, "value": round(value, 2), "unit": unit, "budget": budget}), flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as name:
            main(Path(name))
