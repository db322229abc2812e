"""Whenever the power goes, what was committed comes back, and nothing else."""

import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.core.state import Facts
from hub.model.effects import Accepted, Closed, Delivered, Effect, Receipt, Refused, TryAgain
from hub.model.events import Event
from hub.model.ids import EffectKey, IncidentId
from hub.shell.database import FILE
from hub.shell.store import Row, Store, StoreError
from tests.shell.store_samples import (
    at,
    document,
    facts,
    incident,
    reading,
    recorded,
    span,
    text,
    withdrawal,
)

NOTHING = Facts()
QUICK = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


MOVES = st.lists(
    st.sampled_from(
        ["reading", "open", "change", "close", "text", "document", "withdraw", "audit", "lost", "seen", "codes",
         "begin", "accepted", "delivered", "again", "refused", "expire", "unhandled", "snapshot", "alive", "fail"]
    ),
    min_size=1, max_size=14,
)  # fmt: skip


class Home:
    """A store, what was committed to it, and what it says of itself."""

    def __init__(self, store: Store) -> None:
        self.store, self.facts = store, store.recover().facts
        self.rows: list[tuple[int, Event]] = []
        self.seq = 0

    def move(self, move: str) -> None:
        self.seq += 1
        n, newest = self.seq, max((int(name[2:]) for name in self.facts.open), default=1)
        match move:
            case "open" | "change":
                number = n if move == "open" else newest
                self._commit({**self.facts.open, IncidentId(f"e-{number}"): incident(number, version=n)})
            case "close":
                left = {name: one for name, one in self.facts.open.items() if name != f"e-{newest}"}
                self._commit(left, Closed(key=EffectKey(f"closed-{n}"), at=at(n), incident=incident(newest, version=n)))
            case "codes":
                self.facts = msgspec.structs.replace(
                    self.facts, codes=n, handled={**self.facts.handled, f"c{n}": at(n)}
                )
                self._commit(self.facts.open)
            case "fail":
                with pytest.raises(StoreError):
                    self.store.commit([Row(1, reading(1)), Row(1, reading(1))], self.facts, facts(), (text(n),))
            case "unhandled":
                self.store.unhandled(n, reading(n), "it failed")
            case "snapshot":
                self.store.snapshot(n, at(n), b"state %d" % n)
                self.rows.clear()
            case "alive":
                self.store.alive(at(n))
            case _:
                self._outgoing(move, n, newest)

    def _outgoing(self, move: str, n: int, newest: int) -> None:
        effects: dict[str, Effect] = {
            "text": text(n, of=newest, lives=5), "document": document(n, of=newest), "audit": recorded(n),
            "withdraw": withdrawal(n, of=newest), "lost": span(n, "lost"), "seen": span(n, "seen"),
        }  # fmt: skip
        receipts: dict[str, Receipt] = {"accepted": Accepted(provider_id=f"SM{n}"), "delivered": Delivered(),
                    "again": TryAgain(because="429", code=429), "refused": Refused(because="landline")}  # fmt: skip
        first = next((one.effect.key for one in self.store.waiting()), EffectKey("text-1"))
        if move in effects or move == "reading":
            self._commit(self.facts.open, *([effects[move]] if move in effects else []))
        elif move in receipts:
            self.store.receipt(first, receipts[move], at(n), at(n + 5))
        elif move == "begin":
            self.store.begin(first, at(n))
        else:
            self.store.expire(at(n))

    def _commit(self, open_ones: Any, *effects: Effect) -> None:
        after = msgspec.structs.replace(self.facts, open=open_ones)
        self.store.commit([Row(self.seq, reading(self.seq))], self.facts, after, effects)
        self.facts = after
        self.rows.append((self.seq, reading(self.seq)))


def said_by(store: Store) -> tuple[Any, ...]:
    recovered = store.recover()
    facts_and_tail = recovered.facts, list(recovered.facts.open), recovered.last_seq, list(recovered.tail)
    spans = [store.spans(subject, at(-1), at(1e6)) for subject in store.subjects()]
    rest = store.waiting(), store.unsettled(), store.depth(), store.incidents(), store.audit(), spans
    outbox = store._disk.conn.execute("SELECT * FROM outbox ORDER BY n").fetchall()
    return recovered.epoch, recovered.snapshot, recovered.last_alive, *facts_and_tail, *rest, outbox


@settings(QUICK, max_examples=40)
@given(moves=MOVES, checkpoint=st.sampled_from([0, 4]), with_shm=st.booleans(), junk=st.binary(max_size=1100))
def test_a_power_cut_loses_nothing_that_was_committed(
    moves: list[str], checkpoint: int, with_shm: bool, junk: bytes
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, after = Path(name) / "before", Path(name) / "after"
        store = Store.open(folder)
        store._disk.conn.execute(f"PRAGMA wal_autocheckpoint = {checkpoint}")
        home = Home(store)
        for move in moves:
            home.move(move)
        expected = said_by(store)
        assert expected[3] == home.facts and expected[6] == home.rows
        shutil.copytree(folder, after, ignore=None if with_shm else shutil.ignore_patterns("*-shm"))
        with (after / f"{FILE}-wal").open("ab") as wal:
            wal.write(junk)  # the beginning of what was never committed
        again = Store.open(after)
        assert said_by(again) == expected
        again.close()
        store.close()


@settings(QUICK, max_examples=40)
@given(moves=MOVES, cut=st.floats(0, 1))
def test_a_log_torn_anywhere_gives_back_whole_commits(moves: list[str], cut: float) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, after = Path(name) / "before", Path(name) / "after"
        store = Store.open(folder)
        wal = folder / f"{FILE}-wal"
        home, stages = Home(store), [(wal.stat().st_size, said_by(store))]
        for move in moves:
            home.move(move)
            stages.append((wal.stat().st_size, said_by(store)))
        first, last = stages[0][0], stages[-1][0]
        torn = first + round((last - first) * cut)
        shutil.copytree(folder, after, ignore=shutil.ignore_patterns("*-shm"))
        with (after / f"{FILE}-wal").open("r+b") as log:
            log.truncate(torn)
        again = Store.open(after)
        assert said_by(again) == [said for size, said in stages if size <= torn][-1]
        again.close()
        store.close()


WRITER = """
import sys
from pathlib import Path
from hub.core.state import Facts
from hub.shell.store import Row, Store
from tests.shell.store_samples import facts, incident, reading, text
store, known = Store.open(Path(sys.argv[1])), Facts()
for n in range(1, 1_000_000):
    after = facts(incident(1, version=n), codes=n)
    store.commit([Row(n, reading(n))], known, after, (text(n),))
    known = after
    print(n, flush=True)
"""


def test_kill_9_loses_nothing_that_was_promised(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, tmp_path], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )
    assert process.stdout is not None
    promised = [int(process.stdout.readline()) for _ in range(300)]
    process.send_signal(signal.SIGKILL)
    promised += [int(line) for line in process.stdout.read().splitlines() if line]
    process.wait()
    process.stdout.close()
    store = Store.open(tmp_path)
    recovered = store.recover()
    assert recovered.last_seq in (promised[-1], promised[-1] + 1)
    assert [seq for seq, _ in recovered.tail] == list(range(1, recovered.last_seq + 1))
    assert recovered.facts.codes == recovered.last_seq == recovered.facts.open[IncidentId("e-1")].version
    assert len(store.waiting()) == recovered.last_seq
    store.close()
