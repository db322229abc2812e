"""A store made by an older carehub goes on; one made by a newer carehub is refused and left alone."""

import shutil
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database

from hub.model.effects import Accepted, Text
from hub.model.events import HubStarted, Reported
from hub.model.ids import EffectKey, IncidentId
from hub.shell.database import FILE, CorruptStoreError, Disk
from hub.shell.schema import STEPS, first, migrate
from hub.shell.store import Row, Store, StoreError
from tests.shell.store_samples import at, facts, reading

JOURNALS = Path(__file__).parents[1] / "journals"


def a_later_step(db: Database) -> None:
    db.table("incidents").add_column("colour", str)


def a_broken_step(db: Database) -> None:
    db.table("incidents").add_column("colour", str)
    db.execute("SELECT there_is_no_such_thing")


def made_by_first(folder: Path) -> Path:
    shutil.copy(JOURNALS / "step-1.db", folder / FILE)
    return folder


def test_a_store_of_the_first_step_goes_on(tmp_path: Path) -> None:
    store = Store.open(made_by_first(tmp_path))
    recovered = store.recover()
    assert recovered.epoch == "0a1b2c3d"
    assert recovered.last_seq == 6
    assert [type(event) for _, event in recovered.tail] == [Reported, Reported]
    assert list(recovered.facts.open) == ["0a1b2c3d-3"]
    told = recovered.facts.open[IncidentId("0a1b2c3d-3")]
    assert (told.state, told.reference, told.told[0].to) == ("raised", "K1", "anna")
    assert recovered.facts.codes == 2 and recovered.facts.handled == {"SM9": at(4)}
    assert [(type(one.effect), one.fate_unknown) for one in store.waiting()] == [(Text, True)]
    assert [one.outcome for one in store.incidents()] == [None, "helped"]
    assert [one.who for one in store.audit()] == ["Anna"]
    assert [one.status for one in store.spans("device:0x1", at(0), at(99))] == ["seen", "lost"]
    history = list(store.history(at(-99), at(99)))
    assert isinstance(history[0].event, HubStarted)
    assert [one.handled for one in history] == [True, True, True, True, False, True]
    store.commit([Row(7, reading(7))], facts(), recovered.facts, ())
    store.receipt(EffectKey("text-5"), Accepted(provider_id="SM1"), at(9))
    assert store.waiting() == []
    store.close()


def test_the_steps_of_a_release_are_never_renamed() -> None:
    assert STEPS[0] is first and first.__name__ == "first"


def test_a_newer_store_is_refused_and_not_touched(tmp_path: Path) -> None:
    made_by_first(tmp_path)
    disk = Disk.open(tmp_path)
    migrate(disk, (*STEPS, a_later_step))
    disk.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    disk.conn.close()
    before = (tmp_path / FILE).read_bytes()
    for opened in (Store.open, Store.open_or_fresh):
        with pytest.raises(
            StoreError, match=r"made by a newer carehub .*a_later_step.*Install that version"
        ) as refused:
            opened(tmp_path)
        assert not isinstance(refused.value, CorruptStoreError)
    assert (tmp_path / FILE).read_bytes() == before
    assert not list(tmp_path.glob("*.aside"))


def test_an_older_store_takes_the_new_step_once(tmp_path: Path) -> None:
    made_by_first(tmp_path)
    for _ in range(2):
        disk = Disk.open(tmp_path)
        migrate(disk, (*STEPS, a_later_step))
        columns = [row[1] for row in disk.conn.execute("PRAGMA table_info(incidents)")]
        assert columns.count("colour") == 1
        disk.conn.close()


def test_a_step_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    made_by_first(tmp_path)
    disk = Disk.open(tmp_path)
    with pytest.raises(StoreError, match="there_is_no_such_thing"):
        migrate(disk, (*STEPS, a_broken_step))
    disk.conn.close()
    store = Store.open(tmp_path)
    assert store.recover().last_seq == 6
    assert "colour" not in [row[1] for row in store._disk.conn.execute("PRAGMA table_info(incidents)")]
    store.close()


def test_a_store_of_today_is_opened_without_what_only_migrations_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.open(tmp_path).close()
    monkeypatch.setitem(sys.modules, "sqlite_utils", None)  # an import of it would fail now
    Store.open(tmp_path).close()


def test_a_store_of_the_third_step_takes_falls(tmp_path: Path) -> None:
    shutil.copy(JOURNALS / "step-3.db", tmp_path / FILE)
    store = Store.open(tmp_path)
    assert store.falls() == [] and store.recover().last_seq == 6
    store.close()
