"""What may be forgotten goes; what a restart or a complaint needs stays."""

import asyncio
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from hub.core.state import Facts
from hub.model.effects import Accepted, Closed, Delivered
from hub.model.ids import EffectKey, IncidentId
from hub.shell import retention
from hub.shell.store import Row, Store
from tests.shell.store_samples import NOON, at, document, facts, incident, reading, recorded, span, text

NOTHING = Facts()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path)
    yield store
    store.close()


def fill(store: Store, first: int, last: int) -> None:
    store.commit([Row(n, reading(n)) for n in range(first, last + 1)], NOTHING, NOTHING, ())


def tail(store: Store, ignore_snapshots: bool = False) -> list[int]:
    return [seq for seq, _ in store.recover(ignore_snapshots).tail]


def test_the_newest_snapshot_is_where_a_restart_begins(store: Store) -> None:
    fill(store, 1, 10)
    for n in (3, 5, 8):
        store.snapshot(n, at(n), b"%d" % n)
    assert store.recover().snapshot == (8, b"8")
    assert tail(store) == [9, 10]
    kept = store._disk.conn.execute("SELECT seq FROM states ORDER BY seq").fetchall()
    assert kept == [(5,), (8,)]


def test_a_baseline_newer_than_the_snapshots_wins(store: Store) -> None:
    fill(store, 1, 10)
    store.snapshot(4, at(4), b"snapshot")
    store.baseline(7, at(7), b"baseline")
    assert store.recover().snapshot == (7, b"baseline")


def test_without_snapshots_a_restart_begins_at_the_baseline_or_at_the_beginning(store: Store) -> None:
    fill(store, 1, 6)
    store.snapshot(5, at(5), b"snapshot")
    assert store.recover(ignore_snapshots=True).snapshot is None
    assert tail(store, ignore_snapshots=True) == [1, 2, 3, 4, 5, 6]
    store.baseline(2, at(2), b"baseline")
    assert store.recover(ignore_snapshots=True).snapshot == (2, b"baseline")
    assert tail(store, ignore_snapshots=True) == [3, 4, 5, 6]


def test_without_a_baseline_nothing_is_cut(store: Store) -> None:
    fill(store, 1, 5)
    store.snapshot(5, at(5), b"snapshot")
    assert store.cut(at(1e9)) == 0
    assert tail(store, ignore_snapshots=True) == [1, 2, 3, 4, 5]


def test_only_what_is_old_and_behind_a_baseline_is_cut(store: Store) -> None:
    fill(store, 1, 20)
    for n in (5, 10, 15):
        store.baseline(n, at(n), b"%d" % n)
    assert store.cut(at(5)) == 0
    assert store.cut(at(12)) == 10
    assert [one.seq for one in store.history(at(-9), at(99))] == list(range(11, 21))
    assert store.recover().snapshot == (15, b"15")
    kept = store._disk.conn.execute("SELECT seq FROM states ORDER BY seq").fetchall()
    assert kept == [(10,), (15,)]  # nothing could be rebuilt from the older one any more
    assert store.cut(at(1e9)) == 5
    assert tail(store) == [16, 17, 18, 19, 20]


def test_numbers_go_on_after_a_cut_that_left_no_row(store: Store, tmp_path: Path) -> None:
    fill(store, 1, 5)
    store.baseline(5, at(5), b"all")
    assert store.cut(at(99)) == 5
    store.close()
    again = Store.open(tmp_path)
    assert again.recover().last_seq == 5
    again.close()


def test_a_cut_in_many_bites_ends_where_one_would(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BITE", 3)
    fill(store, 1, 20)
    store.baseline(12, at(12), b"12")
    assert store.cut(at(13)) == 12
    assert [one.seq for one in store.history(at(-9), at(99))] == list(range(13, 21))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    steps=st.lists(
        st.sampled_from(["event", "event", "unhandled", "snapshot", "baseline", "cut", "reopen"]), max_size=25
    ),
    keep=st.integers(0, 15),
)
def test_a_cut_never_takes_what_recovery_needs(steps: list[str], keep: int) -> None:
    """The state here is the list of the numbers stepped: from whatever recovery gives, it must come out whole."""
    with tempfile.TemporaryDirectory() as name:
        store, stepped, seq = Store.open(Path(name)), b"", 0
        for step in steps:
            if step in ("event", "unhandled"):
                seq += 1
            if step == "event":
                store.commit([Row(seq, reading(seq))], NOTHING, NOTHING, ())
                stepped += b"%d " % seq
            elif step == "unhandled":
                store.unhandled(seq, reading(seq), "it failed")
            elif step in ("snapshot", "baseline"):
                getattr(store, step)(seq, at(seq), stepped)
            elif step == "cut":
                store.cut(at(seq - keep))
            else:
                store.close()
                store = Store.open(Path(name))
            for ignore_snapshots in (False, True):
                recovered = store.recover(ignore_snapshots)
                begun = recovered.snapshot[1] if recovered.snapshot else b""
                assert begun + b"".join(b"%d " % n for n, _ in recovered.tail) == stepped
                assert recovered.last_seq == seq
        store.close()


def close_incident(store: Store, n: int, closed: float) -> None:
    ended = incident(n, state="closed", closed=at(closed))
    effect = Closed(key=EffectKey(f"closed-{n}"), at=at(closed), incident=ended)
    store.commit([], NOTHING, NOTHING, (effect, recorded(n, of=n), recorded(n + 100, of=None)))


def test_incidents_outlive_the_journal(store: Store) -> None:
    fill(store, 1, 5)
    close_incident(store, 1, 4)
    store.commit([], NOTHING, NOTHING, (span(1, "seen"), span(3, "lost")))
    store.baseline(5, at(5), b"all")
    assert store.cut(at(99)) == 5
    assert [one.id for one in store.incidents()] == ["e-1"]
    assert len(store.audit()) == 2
    assert len(store.spans("device:0x1", at(0), at(99))) == 2


def test_old_closed_incidents_go_with_their_trail(store: Store) -> None:
    close_incident(store, 1, closed=10)
    close_incident(store, 2, closed=30)
    assert store.purge(at(20)) == 1
    assert [one.id for one in store.incidents()] == ["e-2"]
    # The trail of what is still kept stays, however old; what belongs to no incident goes by its age.
    assert [one.incident for one in store.audit()] == [None, "e-2", None]
    assert store.purge(at(9999)) == 1
    assert store.audit() == []


def test_open_incidents_and_what_waits_are_never_purged(store: Store) -> None:
    store.commit([Row(1, reading(1))], NOTHING, facts(incident(1)), (text(1), recorded(1)))
    assert store.purge(NOON + timedelta(days=9999)) == 0
    assert store.recover().facts.open == {"e-1": incident(1)}
    assert len(store.waiting()) == len(store.audit()) == 1


DAY = 86_400.0
WHY = ("Sue", "a complaint", at(500))


def test_a_frozen_incident_keeps_everything_of_its_days(store: Store) -> None:
    """From a day before it began to a day after it was closed."""
    incident_begins, closed = 10 * DAY, 10 * DAY + 60
    ended = incident(50, began=at(incident_begins), state="closed", closed=at(closed))
    store.commit([], NOTHING, NOTHING, (Closed(key=EffectKey("c"), at=at(closed), incident=ended),))
    for day, status in ((1, "seen"), (7, "lost"), (8, "seen"), (9.5, "lost"), (12, "seen"), (15, "lost"), (16, "seen")):
        store.commit([], NOTHING, NOTHING, (span(day * DAY, status),))
    for n in range(1, 21):
        store.commit([Row(n, structs.replace(reading(n, when=n * DAY), seen=None))], NOTHING, NOTHING, ())
        line = recorded(n, of=50 if n == 2 else None)
        store.commit([], NOTHING, NOTHING, (structs.replace(line, at=at(n * DAY)),))
    store.commit([], NOTHING, NOTHING, [text(n, of=50) for n in (1, 2)])
    for n in (1, 2):
        store.receipt(EffectKey(f"text-{n}"), Delivered(), at(n + 1))
    asyncio.run(store.count_hours({}))
    store.baseline(20, at(20 * DAY), b"all")
    assert store.freeze(IncidentId("e-50"), *WHY)
    assert not store.freeze(IncidentId("e-99"), *WHY)
    assert store.cut(at(99 * DAY)) == 17
    assert store.purge(at(99 * DAY)) == 0
    assert store.purge_outbox(at(99 * DAY)) == 0
    assert [one.seq for one in store.history(at(0), at(99 * DAY))] == [9, 10, 11]
    lines = sorted(store.audit(), key=lambda line: line.at)
    assert [(line.what, line.incident) for line in lines] == [
        ("frozen: kept against retention", "e-50"), ("acknowledged", "e-50"), *[("acknowledged", None)] * 3,
    ]  # fmt: skip
    assert (lines[0].who, lines[0].because) == ("Sue", "a complaint")
    # What touches those days, and how it is now.
    kept = [one.began for one in store.spans("device:0x1", at(0), at(99 * DAY))]
    assert kept == [at(8 * DAY), at(9.5 * DAY), at(16 * DAY)]
    heard = store.heard(("hall motion",), at(0), at(99 * DAY), (at(0), {}))
    assert sum(heard.cells.values()) == 3
    assert len(store.messages_of(IncidentId("e-50"))) == 2
    assert store.release(IncidentId("e-50"), *WHY)
    assert store.purge(at(99 * DAY)) == 1
    assert store.cut(at(99 * DAY)) == 3
    assert store.purge_outbox(at(99 * DAY)) == 2
    assert (store.audit(), store.messages_of(IncidentId("e-50"))) == ([], [])


def test_texts_of_an_incident_stay_as_long_as_it_does(store: Store) -> None:
    close_incident(store, 1, closed=10)
    loose = structs.replace(text(3), incident=None, key=EffectKey("loose"))
    store.commit([], NOTHING, NOTHING, (text(1), text(2), document(1), loose))
    for key in ("text-1", "loose", document(1).key):
        store.receipt(EffectKey(key), Accepted(provider_id="SM1"), at(5))
    assert store.purge_outbox(at(40 * DAY)) == 2, "a document, and the answer to a text"
    said = [(one.key, one.state, one.body) for one in store.messages_of(IncidentId("e-1"))]
    assert said == [("text-1", "done", text(1).body), ("text-2", "waiting", text(2).body)]
    assert store.unsettled(at(5)) == (), "nobody asks any more whether it arrived"
    store.purge(at(40 * DAY))
    assert store.purge_outbox(at(40 * DAY)) == 1


def test_freezing_outlives_a_new_version_of_the_incident(store: Store) -> None:
    store.commit([], NOTHING, facts(incident(1)), ())
    store.freeze(IncidentId("e-1"), *WHY)
    close_incident(store, 1, closed=10)
    assert store.purge(at(9999)) == 0
