"""A hub whose own folder cannot be used starts all the same, says so, and goes back when it can."""

import sqlite3
from pathlib import Path

import pytest

from hub.shell.database import BUSY, StoreError
from hub.shell.folder import NotOurs, in_memory, opened, reached_at
from hub.shell.socket import FILE, AlreadyRunning


@pytest.fixture(autouse=True)
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As under systemd."""
    tmp_path.joinpath("run").mkdir()
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(tmp_path / "run"))


def use(own: Path) -> tuple[Path, str, str | None]:
    folder, held, store, trouble = opened(own)
    epoch = store.epoch
    store.close()
    held.release()
    return folder, epoch, trouble


def test_its_own_folder_is_used_if_it_can_be(tmp_path: Path) -> None:
    own = tmp_path / "data"
    assert use(own)[0] == own and use(own)[2] is None


def test_a_folder_that_cannot_be_used_is_replaced_by_one_in_memory_until_it_can(tmp_path: Path) -> None:
    own = tmp_path / "data"
    own.write_text("this is no folder")
    folder, epoch, trouble = use(own)
    assert folder == in_memory(own) and trouble and "memory" in trouble
    assert use(own)[1] == epoch, "a restart finds what was kept in memory"
    own.unlink()
    folder, other, trouble = use(own)
    assert (folder, trouble) == (own, None) and other != epoch
    assert not in_memory(own).exists(), "what is old must not be taken up again later"


def test_commands_find_a_hub_that_runs_from_memory(tmp_path: Path) -> None:
    own = tmp_path / "data"
    assert reached_at(own) == own
    in_memory(own).mkdir()
    (in_memory(own) / FILE).touch()
    assert reached_at(own) == in_memory(own)


def test_a_folder_that_another_hub_holds_is_not_left(tmp_path: Path) -> None:
    first = opened(tmp_path / "data")
    with pytest.raises(AlreadyRunning):
        opened(tmp_path / "data")
    first.store.close()
    first.held.release()


def test_a_folder_of_somebody_else_makes_no_second_hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "data"
    own.write_text("this is no folder")
    monkeypatch.setattr("os.geteuid", lambda: own.stat().st_uid + 1)
    with pytest.raises(NotOurs, match="sudo -u carehub"):
        opened(own)
    assert not in_memory(own).exists()


def test_a_store_that_another_program_holds_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "data"
    use(own)
    monkeypatch.setattr("hub.shell.database.BUSY", min(BUSY, 0.05))
    other = sqlite3.connect(own / "carehub.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="another program"):
        opened(own)
    other.close()
    assert use(own)[2] is None
