"""Full, damaged, locked and forbidden disks: said plainly, nothing half written, and well again afterwards."""

import contextlib
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hub.core.state import Facts
from hub.model.errors import CarehubError
from hub.model.events import Unplaced
from hub.shell.database import FILE
from hub.shell.store import CorruptStoreError, Row, Store, StoreError, _move_aside
from tests.shell.store_samples import at, facts, incident, reading, text

NOTHING = Facts()


def long(n: int) -> Row:
    return Row(n, Unplaced(at=at(n), source="s", name="n", payload="x" * 200_000))


def commit(store: Store, n: int) -> None:
    store.commit([Row(n, reading(n))], NOTHING, facts(incident(1, version=n)), (text(n),))


def commits(store: Store, n: int) -> bool:
    """True if a long row could be written."""
    try:
        store.commit([long(n)], NOTHING, facts(incident(1, version=n)), (text(n),))
    except CorruptStoreError:
        raise
    except StoreError:
        return False
    return True


# Full ----------------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def tmpfs(folder: Path) -> Iterator[Callable[[], None]]:
    """A disk of 2 MB with a ballast on it; the yielded call makes room."""
    ballast = folder / "ballast"
    ballast.write_bytes(b"x" * 1_500_000)
    try:
        yield ballast.unlink
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextlib.contextmanager
def no_longer_files(folder: Path) -> Iterator[Callable[[], None]]:
    """Where mounting is not allowed: no file may grow beyond 400 kB, which SQLite meets as a failing write."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, limits[1]))
    try:
        yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)


def small_disk(folder: Path) -> contextlib.AbstractContextManager[Callable[[], None]]:
    mounting = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    mounted = os.geteuid() == 0 and subprocess.run(mounting, capture_output=True, check=False).returncode == 0
    return tmpfs(folder) if mounted else no_longer_files(folder)


def test_a_full_disk_fails_the_commit_and_the_next_one_works_when_there_is_room(tmp_path: Path) -> None:
    with small_disk(tmp_path) as make_room:
        store = Store.open(tmp_path)
        commit(store, 1)
        done = 1 + sum(commits(store, n) for n in range(2, 20))
        assert 1 < done < 19
        assert store.recover().last_seq == done
        with pytest.raises(StoreError):
            store.commit([long(done + 1)], NOTHING, facts(incident(1, version=done + 1)), (text(done + 1),))
        assert store.recover().last_seq == done == len(store.waiting())
        make_room()
        commit(store, done + 1)
        store.close()
        again = Store.open(tmp_path)
        recovered = again.recover()
        assert recovered.last_seq == done + 1 == recovered.facts.open["e-1"].version == len(again.waiting())  # type: ignore[index]
        again.close()


def test_the_text_of_a_full_disk_says_what_to_do(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    commit(store, 1)
    conn = store._disk.conn
    conn.execute(f"PRAGMA max_page_count = {conn.execute('PRAGMA page_count').fetchone()[0] + 20}")
    with pytest.raises(StoreError, match=r"carehub\.db: the disk is full .*Make room") as refused:
        store.commit([long(2)], NOTHING, NOTHING, (text(2),))
    assert isinstance(refused.value, CarehubError)
    assert [one.effect.key for one in store.waiting()] == ["text-1"]
    conn.execute("PRAGMA max_page_count = 1000000")
    store.commit([long(2)], NOTHING, NOTHING, (text(2),))
    assert [one.effect.key for one in store.waiting()] == ["text-1", "text-2"]
    store.close()


# Forbidden -----------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def nobody_in_particular() -> Iterator[None]:
    """Root may write anywhere, so the test goes on as a user who may not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that another user can reach: pytest's own are closed to others."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_that_may_not_be_written(open_to_all: Path) -> None:
    open_to_all.chmod(0o555)
    with nobody_in_particular(), pytest.raises(StoreError, match=r"it cannot be opened .*may write to it"):
        Store.open(open_to_all)
    with nobody_in_particular(), pytest.raises(StoreError):
        Store.open_or_fresh(open_to_all)
    with nobody_in_particular(), pytest.raises(StoreError, match="it cannot be opened"):
        Store.open(open_to_all / "deeper")
    assert list(open_to_all.iterdir()) == []


def test_a_store_that_may_only_be_read_says_so_at_once(open_to_all: Path) -> None:
    Store.open(open_to_all).close()
    (open_to_all / FILE).chmod(0o444)
    open_to_all.chmod(0o555)
    with nobody_in_particular(), pytest.raises(StoreError) as refused:
        Store.open(open_to_all)
    assert not isinstance(refused.value, CorruptStoreError)
    open_to_all.chmod(0o755)
    (open_to_all / FILE).chmod(0o644)
    Store.open(open_to_all).close()


def test_a_read_only_file_in_a_folder_that_may_be_written(open_to_all: Path) -> None:
    Store.open(open_to_all).close()
    (open_to_all / FILE).chmod(0o444)
    open_to_all.chmod(0o777)
    with nobody_in_particular(), pytest.raises(StoreError, match="it cannot be written"):
        Store.open(open_to_all)


def test_a_file_in_the_way_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(StoreError, match="it cannot be opened"):
        Store.open(tmp_path / "data")


def test_another_program_that_holds_the_store(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store._disk.conn.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="another program holds it"):
        commit(store, 1)
    other.execute("ROLLBACK")
    other.close()
    commit(store, 1)
    assert store.recover().last_seq == 1
    store.close()


# Damaged -------------------------------------------------------------------------------------------------------------


def filled(folder: Path) -> str:
    store = Store.open(folder)
    for n in range(1, 40):
        commit(store, n)
    store.snapshot(10, at(10), b"x" * 5000)
    epoch = store.epoch
    store.close()
    return epoch


def no_database(file: Path) -> None:
    file.write_bytes(b"this was never a database" * 400)


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])


def zeroed_from_the_second_page(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:1024] + bytes(file.stat().st_size - 1024))


def noise_in_the_middle(file: Path) -> None:
    whole = bytearray(file.read_bytes())
    whole[2048:] = bytes((n * 37) % 251 for n in range(len(whole) - 2048))
    file.write_bytes(whole)


@pytest.mark.parametrize("damage", [no_database, cut_short, zeroed_from_the_second_page, noise_in_the_middle])
def test_a_damaged_store_is_moved_aside(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    epoch = filled(tmp_path)
    damage(tmp_path / FILE)
    damaged = (tmp_path / FILE).read_bytes()
    store, why = Store.open_or_fresh(tmp_path)
    assert why is not None and "damaged" in why and "carehub.db.1.aside" in why
    assert (tmp_path / "carehub.db.1.aside").read_bytes() == damaged
    assert store.epoch != epoch
    assert store.recover().last_seq == 0
    commit(store, 1)
    store.close()
    same, why = Store.open_or_fresh(tmp_path)
    assert why is None and same.recover().last_seq == 1
    same.close()


def test_a_damaged_store_is_refused_by_open(tmp_path: Path) -> None:
    filled(tmp_path)
    no_database(tmp_path / FILE)
    with pytest.raises(CorruptStoreError, match=r"it is damaged .*Move it aside"):
        Store.open(tmp_path)


@pytest.mark.parametrize("table", ["incidents", "facts", "outbox"])
def test_one_damaged_row_of_what_people_were_told(tmp_path: Path, table: str) -> None:
    store = Store.open(tmp_path)
    store.commit([Row(1, reading(1))], NOTHING, facts(incident(1), codes=1), (text(1),))
    store.close()
    conn = sqlite3.connect(tmp_path / FILE)
    assert conn.execute(f"UPDATE {table} SET body = x'7b22'").rowcount >= 1
    conn.commit()
    conn.close()
    store, why = Store.open_or_fresh(tmp_path)
    assert why is not None and "a row cannot be read" in why
    store.close()


@pytest.mark.parametrize("damage", [no_database, cut_short, zeroed_from_the_second_page, noise_in_the_middle])
def test_what_only_the_log_held_is_kept_aside_too(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    filled(before)
    store = Store.open(before)
    commit(store, 40)
    shutil.copytree(before, after, ignore=shutil.ignore_patterns("*-shm"))
    store.close()
    assert b"text-40" not in (after / FILE).read_bytes()
    damage(after / FILE)
    fresh, why = Store.open_or_fresh(after)
    assert why is not None
    fresh.close()
    assert any(b"text-40" in aside.read_bytes() for aside in after.glob("carehub.db.1.aside*"))


def test_a_log_that_could_not_be_folded_in_never_meets_the_fresh_store(tmp_path: Path) -> None:
    for part in ("", "-wal", "-shm"):
        (tmp_path / f"{FILE}{part}").write_text(f"the old {part}")
    assert _move_aside(tmp_path) == tmp_path / "carehub.db.1.aside"
    moved = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert moved == {f"carehub.db.1.aside{part}": f"the old {part}" for part in ("", "-wal", "-shm")}


def test_stores_moved_aside_are_numbered(tmp_path: Path) -> None:
    for n in (1, 2, 3):
        Store.open(tmp_path).close()
        no_database(tmp_path / FILE)
        fresh, why = Store.open_or_fresh(tmp_path)
        assert why is not None and f"carehub.db.{n}.aside" in why
        fresh.close()
    assert len(list(tmp_path.glob("*.aside"))) == 3


def test_an_emptied_file_is_told(tmp_path: Path) -> None:
    filled(tmp_path)
    (tmp_path / FILE).write_bytes(b"")
    store, why = Store.open_or_fresh(tmp_path)
    assert why == "it was empty"
    commit(store, 1)
    store.close()


def test_a_first_start_tells_nothing(tmp_path: Path) -> None:
    store, why = Store.open_or_fresh(tmp_path / "new")
    assert why is None
    store.close()
