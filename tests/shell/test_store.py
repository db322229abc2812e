"""What is committed comes back, exactly, whatever it is and whenever the power goes."""

import sqlite3
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
from hub.model.effects import Accepted, Closed, Delivered, Document, Effect, Text
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
        back += [known.kept for known in store.falls()]
        back += [Closed(key=effect.key, at=effect.at, incident=one) for one in store.incidents()]
        if (
            kind.__name__ in ("Text", "Call", "Announce", "Document", "Closed", "Recorded", "FallKept")
            or getattr(effect, "via", "") == "centre"
        ):
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
