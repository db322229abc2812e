"""What is committed comes back, exactly, whatever it is and whenever the power goes."""

import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.core.state import Facts
from hub.model.effects import Accepted, Closed, Delivered, Document, Effect, Receipt, Refused, Text, TryAgain
from hub.model.events import Event, Receipted, Reported, Said, Tick
from hub.model.ids import EffectKey, IncidentId
from hub.shell.bodies import effect_from, event_from, micros, moment
from hub.shell.database import FILE
from hub.shell.reader import Kept, Reader
from hub.shell.store import Row, Store, StoreError
from tests.shell.store_samples import (
    NOON,
    any_of,
    at,
    document,
    facts,
    incident,
    reading,
    recorded,
    result,
    span,
    text,
    withdrawal,
)

NOTHING = Facts()
QUICK = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path)
    yield store
    store.close()


def test_a_fresh_store_knows_nothing(store: Store) -> None:
    recovered = store.recover()
    assert recovered.facts == NOTHING
    assert (recovered.last_seq, recovered.snapshot, recovered.last_alive) == (0, None, None)
    assert list(recovered.tail) == []
    assert len(recovered.epoch) == 8 and int(recovered.epoch, 16) >= 0


def test_the_epoch_stays_and_no_two_stores_share_one(tmp_path: Path) -> None:
    one, two = Store.open(tmp_path / "one"), Store.open(tmp_path / "two")
    assert one.epoch != two.epoch
    one.close()
    two.close()
    again = Store.open(tmp_path / "one")
    assert again.epoch == one.epoch == again.recover().epoch
    again.close()


def test_the_file_is_kept_as_the_design_says(store: Store, tmp_path: Path) -> None:
    conn = store._disk.conn
    asked = ("page_size", "journal_mode", "synchronous", "journal_size_limit", "busy_timeout")
    values = [conn.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
    assert values == [1024, "wal", 2, 8 * 1024 * 1024, 5000]
    assert (tmp_path / FILE).exists()


@pytest.mark.parametrize("kind", get_args(Event), ids=lambda kind: kind.__name__)
@QUICK
@given(data=st.data())
def test_every_event_comes_back(kind: type[Any], data: st.DataObject) -> None:
    events = data.draw(st.lists(any_of(kind), min_size=1, max_size=4))
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder))
        store.commit([Row(n, event) for n, event in enumerate(events, 1)], NOTHING, NOTHING, ())
        assert list(store.recover().tail) == list(enumerate(events, 1))
        store.close()


def test_a_true_is_not_a_one(store: Store) -> None:
    event = Reported(at=NOON, source="s", name="n", said=(Said("a", True), Said("b", 1.0), Said("c", "1")))
    store.commit([Row(1, event)], NOTHING, NOTHING, ())
    ((_, back),) = store.recover().tail
    assert isinstance(back, Reported)
    assert [(type(said.value), said.value) for said in back.said] == [(bool, True), (float, 1.0), (str, "1")]


@pytest.mark.parametrize("kind", get_args(Effect), ids=lambda kind: kind.__name__)
@QUICK
@given(data=st.data())
def test_every_effect_comes_back(kind: type[Any], data: st.DataObject) -> None:
    effect = data.draw(any_of(kind))
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder))
        store.commit([Row(1, Tick(at=NOON))], NOTHING, NOTHING, (effect,))
        back = [one.effect for one in store.waiting()] + list(store.audit())
        back += [Closed(key=effect.key, at=effect.at, incident=one) for one in store.incidents()]
        if kind.__name__ in ("Text", "Document", "Closed", "Recorded") or getattr(effect, "via", "") == "centre":
            assert back == [effect]
        else:
            assert back == []
        assert effect_from(msgspec.json.encode(effect)) == effect
        store.close()


@QUICK
@given(any_of(Facts))
def test_all_facts_come_back(after: Facts) -> None:
    after = msgspec.structs.replace(after, open={one.id: one for one in after.open.values()})
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder))
        store.commit([Row(1, Tick(at=NOON))], NOTHING, after, ())
        store.close()
        again = Store.open(Path(folder))
        assert again.recover().facts == after
        assert list(again.recover().facts.open) == list(after.open)
        again.close()


def test_times_lose_nothing() -> None:
    for odd in (at(0), at(-4e9), at(1e-6), at(0.999999)):
        assert moment(micros(odd)) == odd


def test_only_what_changed_is_written(store: Store) -> None:
    one, two = incident(1), incident(2)
    before = facts(one, two, handled={"c1": NOON})
    store.commit([Row(1, reading(1))], NOTHING, before, ())
    after = msgspec.structs.replace(before, open={**before.open, two.id: incident(2, version=2)})
    touched: list[str] = []
    store._disk.conn.set_trace_callback(touched.append)
    store.commit([Row(2, reading(2))], before, after, ())
    store._disk.conn.set_trace_callback(None)
    assert sum("INSERT INTO incidents" in sql for sql in touched) == 1
    assert not any("INTO facts" in sql for sql in touched)
    assert store.recover().facts == after


def test_what_a_failed_commit_should_have_written_is_written_by_the_next(store: Store) -> None:
    first = facts(incident(1), codes=3)
    store.commit([Row(1, reading(1))], NOTHING, first, ())
    second = facts(incident(1, version=2), codes=4)
    with pytest.raises(StoreError):
        store.commit([Row(1, reading(2))], first, second, (text(1),))  # number 1 is taken
    assert store.recover().facts == first and store.waiting() == []
    third = msgspec.structs.replace(second, refused={"+44": "landline"})
    store.commit([Row(2, reading(2))], second, third, ())  # "before" was never written
    assert store.recover().facts == third


def test_a_closed_incident_leaves_the_open_ones_and_stays_in_the_table(store: Store) -> None:
    known, both = NOTHING, facts(incident(1), incident(2))
    store.commit([Row(1, reading(1))], known, both, ())
    ended = [incident(n, state="closed", closed=at(9), outcome="helped", version=3) for n in (1, 2)]
    effect = Closed(key=EffectKey("closed"), at=at(9), incident=ended[1])
    store.commit([Row(2, reading(2))], both, NOTHING, (effect,), closed=(ended[0],))
    assert store.recover().facts.open == {}
    assert store.incidents() == [ended[1], ended[0]]
    assert store.incidents(open_only=True) == []
    assert store.incident(IncidentId("e-2")) == ended[1]
    assert store.incident(IncidentId("e-9")) is None


def test_an_incident_that_just_vanishes_is_not_open_after_a_restart(store: Store) -> None:
    store.commit([Row(1, reading(1))], NOTHING, facts(incident(1)), ())
    store.commit([Row(2, reading(2))], facts(incident(1)), NOTHING, ())
    assert store.recover().facts.open == {}
    assert len(store.incidents()) == 1


def test_one_that_opens_and_closes_in_one_commit_is_kept(store: Store) -> None:
    ended = incident(1, state="closed", closed=at(3))
    store.commit([Row(1, reading(1))], NOTHING, NOTHING, (), closed=(ended,))
    assert store.incidents() == [ended]
    assert store.recover().facts == NOTHING


def test_an_unhandled_event_is_kept_and_never_stepped_again(store: Store) -> None:
    store.commit([Row(1, reading(1))], NOTHING, NOTHING, ())
    store.unhandled(2, reading(2), "KeyError: 'hall'")
    store.commit([Row(3, reading(3))], NOTHING, NOTHING, ())
    recovered = store.recover()
    assert [seq for seq, _ in recovered.tail] == [1, 3]
    assert recovered.last_seq == 3
    assert list(store.history(at(2), at(3))) == [Kept(2, reading(2), False, "KeyError: 'hall'")]


def test_half_a_character_costs_a_letter_and_no_neighbour(store: Store) -> None:
    odd = Reported(at=at(2), source="s", name="ha\ud800ll", said=(Said("motion", True),))
    after = facts(incident(1, because="ha\ud800ll"), handled={"c\ud800": NOON})
    store.commit([Row(1, reading(1)), Row(2, odd)], NOTHING, after, (span(1, "seen", "device:ha\ud800ll"),))
    store.unhandled(3, odd, "bad \ud800")
    recovered = store.recover()
    assert [event for _, event in recovered.tail] == [reading(1), msgspec.structs.replace(odd, name="ha?ll")]
    assert recovered.facts == facts(incident(1, because="ha?ll"), handled={"c?": NOON})
    assert store.subjects() == ["device:ha?ll"]
    store.commit([Row(4, reading(4))], after, msgspec.structs.replace(after, codes=1), ())
    assert store.recover().facts.codes == 1


def test_a_row_that_cannot_be_read_is_left_out(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    nan = Reported(at=at(2), source="s", name="n", said=(Said("temperature", float("nan")),))
    store.commit([Row(1, reading(1)), Row(2, nan), Row(3, reading(3))], NOTHING, NOTHING, ())
    assert [seq for seq, _ in store.recover().tail] == [1, 3]
    assert "row 2" in caplog.text


def test_alive_is_the_later_of_journal_and_note_by_order_not_by_clock(store: Store) -> None:
    store.commit([Row(1, reading(1))], NOTHING, NOTHING, ())
    assert store.last_alive() == at(1)
    store.alive(at(600))
    assert store.last_alive() == at(600) == store.recover().last_alive
    store.commit([Row(2, reading(2, when=-3600))], NOTHING, NOTHING, ())  # the clock was set back
    assert store.last_alive() == at(-3600)


def test_history_is_in_the_order_of_taking(store: Store) -> None:
    rows = [Row(n, reading(n, when=n if n < 700 else n - 300)) for n in range(1, 1301)]
    store.commit(rows, NOTHING, NOTHING, ())
    kept = list(store.history(at(500), at(600)))
    assert [one.seq for one in kept] == [*range(500, 600), *range(800, 900)]
    assert list(store.history(at(5000), at(6000))) == []


def test_the_trail_and_the_spans(store: Store) -> None:
    spans = (span(1, "seen"), span(2, "seen"), span(3, "lost"), span(4, "up", "link:broker"), span(9, "seen"))
    trail = (recorded(1), recorded(2, of=None), recorded(1))
    store.commit([Row(1, reading(1))], NOTHING, NOTHING, (*spans, *trail))
    assert store.audit() == [recorded(1), recorded(2, of=None)]
    assert store.audit(IncidentId("e-1")) == [recorded(1)]
    assert store.audit(limit=1) == [recorded(2, of=None)]
    found = [(one.status, one.began, one.ended) for one in store.spans("device:0x1", at(0), at(99))]
    assert found == [("seen", at(1), at(3)), ("lost", at(3), at(9)), ("seen", at(9), None)]
    assert [one.status for one in store.spans("device:0x1", at(4), at(5))] == ["lost"]
    assert store.subjects() == ["device:0x1", "link:broker"]


def test_a_clock_set_back_makes_a_span_empty_not_negative(store: Store) -> None:
    store.commit([Row(1, reading(1))], NOTHING, NOTHING, (span(100, "seen"), span(40, "lost"), span(60, "seen")))
    bounds = [(one.began, one.ended) for one in store.spans("device:0x1", at(-1), at(999))]
    assert bounds == [(at(100), at(100)), (at(100), at(100)), (at(100), None)]


def test_a_reader_beside_the_hub_sees_what_is_committed_and_cannot_write(store: Store, tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    store.commit([Row(1, reading(1))], NOTHING, facts(incident(1)), (text(1), recorded(1), span(1, "seen")))
    assert reader.epoch == store.epoch
    assert [one.event for one in reader.history(at(0), at(9))] == [reading(1)]
    assert (reader.incidents(), reader.audit()) == ([incident(1)], [recorded(1)])
    assert reader.depth() == (1, at(1))
    assert [one.status for one in reader.spans("device:0x1", at(0), at(9))] == ["seen"]
    with pytest.raises(StoreError):
        reader.begin(EffectKey("text-1"), at(2))
    store.close()
    reader.close()


def test_a_reader_without_a_hub(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        Reader(tmp_path)
    store = Store.open(tmp_path)
    store.commit([Row(1, reading(1))], NOTHING, NOTHING, ())
    store.close()
    assert not (tmp_path / f"{FILE}-wal").exists()
    reader = Reader(tmp_path)
    assert len(list(reader.history(at(0), at(9)))) == 1
    reader.close()


# The power goes ------------------------------------------------------------------------------------------------------

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


def test_a_receipt_in_the_journal_settles_the_outbox_in_the_same_commit(store: Store) -> None:
    store.commit([Row(1, reading(1))], NOTHING, NOTHING, (text(1), document(1), result(1)))
    went = Receipted(at=at(2), effect=EffectKey("text-1"), receipt=Accepted(provider_id="SM1"))
    store.commit([Row(2, went)], NOTHING, NOTHING, ())
    assert [type(one.effect) for one in store.waiting()] == [Document, type(result(1))]
    assert store.unsettled(at(3)) == ((text(1), "SM1"),)
    arrived = msgspec.structs.replace(went, receipt=Delivered())
    store.commit([Row(3, arrived)], NOTHING, NOTHING, ())
    assert store.unsettled(at(3)) == ()
    assert isinstance(text(1), Text) and store.depth()[0] == 2


def test_the_journal_decodes_what_any_sqlite_can_read(store: Store, tmp_path: Path) -> None:
    store.commit([Row(1, reading(1))], NOTHING, NOTHING, ())
    other = sqlite3.connect(tmp_path / FILE)
    ((seq, when, kept),) = other.execute("SELECT seq, at, body FROM journal").fetchall()
    assert (seq, moment(when), event_from(when, kept)) == (1, at(1), reading(1))
    assert timedelta(0) < at(2) - moment(when)
    other.close()
