"""A backup holds all of a hub; put back it is all there, and whatever is wrong or happens meanwhile loses nothing."""

import io
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from hub.backup import taking_over
from hub.backup.again import forget_old, prepared, put_back
from hub.backup.belongings import CONF, DATA, Place, is_name, kept, lacks
from hub.backup.making import About, File
from hub.backup.sealed import NoBackup, sealed
from hub.backup.standing_still import HubRuns, stands_still
from hub.backup.taking_over import begun, commit, finish_at_start, finished, forget, restores, stage
from hub.cli.group import carehub
from hub.cli.signing import key_of
from hub.model.errors import CarehubError
from hub.pages.accounts import Accounts
from hub.settings import load
from hub.shell.reader import Reader
from hub.shell.socket import hold
from tests.backup.conftest import NOW, WORDS, copies, home, lived_in, seen

pytestmark = pytest.mark.usefixtures("cheap")


def file_of(place: Place) -> bytes:
    return b"".join(sealed(copies(place).plain(), WORDS))


def epoch(place: Place) -> str:
    store = Reader(place.data)
    try:
        return store.epoch
    finally:
        store.close()


def test_a_new_machine_becomes_the_old_hub(here: Place, tmp_path: Path) -> None:
    file, old, key = file_of(here), epoch(here), key_of(here.data).private_bytes_raw()
    assert not list(here.data.glob("making-backup*"))
    there = home(tmp_path, "there")
    about = prepared(io.BytesIO(file), WORDS, there)
    assert about.hub == load(here.toml).hub.id and about.made == NOW and not about.open
    ran, _ = put_back(there, stop=False)
    assert not ran and epoch(there) == old and key_of(there.data).private_bytes_raw() == key
    assert Path(load(there.toml).hub.data) == there.data
    assert (there.toml.parent / "bluetooth-a4c138000001.key").read_text() == "00" * 16
    assert (there.data / "secrets" / "key-safe").read_text() == "C4711X\n"
    assert (there.data / "pages" / "authority.key").read_bytes() == b"a key"
    for private in ("secrets/key-safe", "pages/pages.db", "evidence-key.pem"):
        assert (there.data / private).stat().st_mode & 0o077 == 0
    accounts = Accounts.open(there.data / "pages")
    assert [each.name for each in accounts.people()] == ["Ivy Fitter"]
    assert accounts.conn.execute("SELECT count(*) FROM sessions").fetchone() == (0,)
    accounts.close()
    assert not stage(there.data).exists() and not (there.data / "carehub-backup.db").exists()


def test_what_was_there_is_kept_once(here: Place) -> None:
    file, before = file_of(here), seen(here.data)
    here.toml.write_text(here.toml.read_text() + "# changed since\n")
    for second in (0, 1):
        prepared(io.BytesIO(file), WORDS, here)
        _, aside = put_back(here, stop=False, now=NOW.replace(second=second))
    assert "# changed since" not in here.toml.read_text()
    assert [each.name for each in here.data.glob("before-restore-*")] == [aside.name]
    assert (aside / "carehub.db").exists() and (aside / CONF / "hub.toml").exists()
    names = {Path(name).name for name in before if not name.endswith(("-wal", "-shm"))}
    assert names <= {each.name for each in here.data.rglob("*")}


def test_what_was_there_is_not_kept_for_ever(tmp_path: Path) -> None:
    for name in ("before-restore-20261101T000000Z", "before-restore-20261001T000000Z", "before-restore-mine"):
        (tmp_path / name).mkdir()
    forget_old(tmp_path, NOW)
    assert sorted(each.name[15:] for each in tmp_path.iterdir()) == ["20261101T000000Z", "mine"]


def test_an_alarm_that_was_open_is_said_and_open_again(tmp_path: Path) -> None:
    place = lived_in(home(tmp_path, "here"), alarm=True)
    about = prepared(io.BytesIO(file_of(place)), WORDS, place)
    assert len(about.open) == 1 and about.open[0].endswith("help")


def newer_store(here: Place) -> bytes:
    with closing(sqlite3.connect(here.data / "carehub.db", isolation_level=None)) as conn:
        conn.execute("UPDATE _sqlite_migrations SET name = 'of_next_year' WHERE name = 'first'")
    return file_of(here)


def other_settings(here: Place) -> bytes:
    made = copies(here)
    (made.folder / CONF / "hub.toml").write_text("[hub]\nid = 1\n")
    return resealed(made.folder, made.about)


WRONG: dict[str, Callable[[Place], bytes]] = {
    "cut": lambda here: file_of(here)[:-1], "no backup": lambda here: b"hello" * 100, "newer store": newer_store,
    "settings": other_settings,
}  # fmt: skip


def refused(file: bytes, words: str, here: Place) -> None:
    """Nothing is changed, and it is said."""
    before = seen(here.data, here.toml.parent)
    with pytest.raises(NoBackup, match=r"Nothing was changed"):
        prepared(io.BytesIO(file), words, here)
    assert seen(here.data, here.toml.parent) == before and not stage(here.data).exists()


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_file_changes_nothing(wrong: str, here: Place) -> None:
    refused(WRONG[wrong](here), WORDS, here)


def test_a_wrong_passphrase_and_a_full_disk_change_nothing(here: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    file = file_of(here)
    refused(file, "four tall green kettlez", here)
    monkeypatch.setattr("hub.backup.opening.NEARLY_FULL", 2**80)
    refused(file, WORDS, here)
    monkeypatch.undo()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hub.backup.opening._put", full)
    refused(file, WORDS, here)


def resealed(folder: Path, about: About) -> bytes:
    """A backup of whatever now lies in the folder, with hashes that fit."""
    from hashlib import sha256

    files = tuple(
        File(each.name, len(raw := (folder / each.name).read_bytes()), sha256(raw).hexdigest()) for each in about.files
    )
    head = msgspec.json.encode(msgspec.structs.replace(about, files=files))
    plain = [len(head).to_bytes(4), head, *((folder / each.name).read_bytes() for each in files)]
    return b"".join(sealed(iter(plain), WORDS))


@pytest.mark.parametrize(
    "name",
    ["data/../../etc/passwd", "/etc/passwd", "settings/../x", "data/hub.lock", "data/taking-over/plan.json", "other/x",
     "data", "settings/a/b", "data/a/b/c/d", "data/x\n", "data//x", "data/./x", "data/.hidden", ""],
)  # fmt: skip
def test_a_hostile_backup_writes_nowhere_else(name: str, here: Place) -> None:
    assert not is_name(name)
    made = copies(here)
    about = msgspec.structs.replace(made.about, files=(*made.about.files, File(name, 0, "")))
    head = msgspec.json.encode(about)
    plain = [len(head).to_bytes(4), head, *((made.folder / each.name).read_bytes() for each in made.about.files)]
    with pytest.raises(NoBackup, match="does not hold"):
        prepared(io.BytesIO(b"".join(sealed(iter(plain), WORDS))), WORDS, here)


@pytest.mark.parametrize(
    "plain", [b"", b"\0\0\0\0", b"\xff\xff\xff\xff", b"\0\0\0\2{}", b"\0\0\0\5nope!"], ids=range(5)
)
def test_what_is_no_list_of_files_is_refused(plain: bytes, here: Place) -> None:
    with pytest.raises(NoBackup, match="does not hold"):
        prepared(io.BytesIO(b"".join(sealed(iter([plain]), WORDS))), WORDS, here)


def test_every_name_that_is_kept_may_be_put_back(here: Place) -> None:
    names = [name for name, _ in kept(here, load(here.toml))]
    assert all(map(is_name, names)) and f"{DATA}/carehub.db" in names and f"{DATA}/pages/pages.db" in names
    assert not any("hub.lock" in name or "backup.db" in name for name in names)


def test_secrets_that_no_backup_holds_are_named(here: Place) -> None:
    text = here.toml.read_text() + '\n[access]\nkey_safe_code = { credential = "key-safe" }\n'
    here.toml.write_text(text)
    assert "key-safe" in lacks(here, load(here.toml))


class Cut(Exception):
    """The plug was pulled."""


def cut_after(steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The plug is pulled before a later step on the disk."""
    done = 0

    def counted(what: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **more: Any) -> Any:
            nonlocal done
            done += 1
            if done > steps:
                raise Cut
            return what(*args, **more)

        return step

    for name in ("rename", "unlink", "replace", "mkdir"):
        monkeypatch.setattr(Path, name, counted(getattr(Path, name)))
    monkeypatch.setattr(taking_over, "put", counted(taking_over.put))
    monkeypatch.setattr(shutil, "rmtree", counted(shutil.rmtree))


def test_a_power_cut_at_any_step_leaves_the_old_hub_or_the_new_one(tmp_path: Path) -> None:
    template = lived_in(home(tmp_path, "here"))
    file = file_of(template)
    (template.data / "secrets" / "key-safe").write_text("of now\n")
    shutil.copytree(tmp_path / "here", tmp_path / "kept")
    outcomes = set()
    for steps in range(60):
        shutil.rmtree(tmp_path / "here")
        shutil.copytree(tmp_path / "kept", tmp_path / "here")
        prepared(io.BytesIO(file), WORDS, template)
        with pytest.MonkeyPatch.context() as patch:
            cut_after(steps, patch)
            try:
                put_back(template, stop=False, now=NOW)
                ended = True
            except Cut:
                ended = False
        finish_at_start(template.data)
        forget(template.data)
        code = (template.data / "secrets" / "key-safe").read_text()
        outcomes.add(code)
        assert code in ("of now\n", "C4711X\n") and not stage(template.data).exists()
        load(template.toml)
        epoch(template)
        if code == "C4711X\n":
            aside = next(template.data.glob("before-restore-*"))
            assert (aside / "secrets" / "key-safe").read_text() == "of now\n" and (aside / CONF / "hub.toml").exists()
        if ended:
            break
    else:
        raise AssertionError("it never came to an end")
    assert steps > 8 and outcomes == {"of now\n", "C4711X\n"}


def test_while_a_hub_runs_nothing_is_done(here: Place) -> None:
    prepared(io.BytesIO(file_of(here)), WORDS, here)
    held, before = hold(here.data), seen(here.data)
    with pytest.raises(HubRuns, match="--stop-hub"):
        put_back(here, stop=False)
    assert seen(here.data) == before
    held.release()
    with stands_still(here.data, stop=False) as ran:
        assert not ran


def test_what_is_begun_is_not_begun_again_nor_forgotten(here: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    file = file_of(here)
    prepared(io.BytesIO(file), WORDS, here)

    def read_only(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(taking_over, "put", read_only)
    with stands_still(here.data, stop=False):
        commit(here.data, restores(here, "x"))
        assert not finished(here.data)
    forget(here.data)
    assert begun(here.data) is not None
    with pytest.raises(CarehubError, match="--finish"):
        prepared(io.BytesIO(file), WORDS, here)
    finish_at_start(here.data)
    assert begun(here.data) is not None, "a hub that may not write hub.toml leaves that to others"
    monkeypatch.undo()
    finish_at_start(here.data)
    assert begun(here.data) is None and not stage(here.data).exists()


def test_a_plan_that_nobody_can_read_keeps_no_hub_from_starting(here: Place) -> None:
    before = seen(here.data)
    stage(here.data).mkdir()
    (stage(here.data) / "plan.json").write_bytes(b"{")
    finish_at_start(here.data)
    assert {name: each for name, each in seen(here.data).items() if "taking-over" not in name} == before
    with pytest.raises(CarehubError, match="cannot be read"):
        begun(here.data)


def test_a_file_whose_name_no_backup_may_hold_is_left_out_and_harms_nothing(here: Place, tmp_path: Path) -> None:
    (here.data / "odd\nname").write_text("x")
    (here.data / "a" / "b" / "c" / "d").mkdir(parents=True)
    (here.data / "a" / "b" / "c" / "d" / "deep").write_text("x")
    (here.data / "link").symlink_to("/etc/passwd")
    there = home(tmp_path, "there")
    about = prepared(io.BytesIO(file_of(here)), WORDS, there)
    assert not {"odd", "deep", "link"} & {
        word for each in about.files for word in each.name.replace("\n", "/").split("/")
    }


def test_a_damaged_hub_toml_is_replaced_as_well(here: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x").write_bytes(file_of(here))
    (tmp_path / "words").write_text(WORDS)
    here.toml.write_text("[hub\n")
    monkeypatch.setattr("hub.cli.restore.FRESH", here.data)
    words = ["restore", str(tmp_path / "x"), "--passphrase-file", str(tmp_path / "words"), "--config", str(here.toml)]
    done = CliRunner().invoke(carehub, [*words, "--yes-restore", "demo"])
    assert done.exit_code == 0, done.output
    assert "cannot be used" in done.output and "This is demo again" in done.output
    assert load(here.toml).hub.id == "demo"


def test_a_damaged_store_gives_no_backup_and_leaves_nothing(here: Place) -> None:
    (here.data / "carehub.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(CarehubError, match="is it damaged"):
        copies(here)
    assert not list(here.data.glob("making-backup*"))
