"""After an end nothing of the home is left, and a hub is left that waits for its next one."""

import shutil
from pathlib import Path

import pytest

from hub.backup.ending import ID, erase, line, new_settings, why_not
from hub.backup.held_here import Held, held_here
from hub.backup.taking_over import finish_at_start, forget
from hub.settings import load
from hub.settings.writing import change
from hub.shell.freezing import freeze
from hub.shell.store import Store
from tests.backup.conftest import NOW, copies, home, lived_in
from tests.backup.test_restore import Cut, cut_after
from tests.support.beside import beside

PRIVATE = (b"Mary", b"Anna", b"Ivy", b"C4711X", b"+44", b"Elm", b"PRIVATE", b"00000000000000000000000000000000")


def left(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.rglob("*")) if file.is_file()]


def full(folder: Path) -> None:
    """Also with what a restore, a damaged store and a change of the settings left."""
    place = lived_in(home(folder, "here"))
    change(place.toml, lambda text: text + "# Mary\n", who="Ivy")
    (place.data / "before-restore-x").mkdir()
    (place.data / "before-restore-x" / "carehub.db").write_bytes(b"Mary")
    (place.data / "carehub.db.1.aside").write_bytes(b"Mary")
    copies(place)


def test_nothing_is_left_of_the_home(tmp_path: Path) -> None:
    full(tmp_path)
    place = lived_in(home(tmp_path, "other"))
    shutil.rmtree(tmp_path / "other")
    shutil.copytree(tmp_path / "here", tmp_path / "other")
    place.toml.write_text(place.toml.read_text().replace("/here/", "/other/"))
    assert not erase(place, load(place.toml), stop=False, now=NOW)
    names = [str(file.relative_to(tmp_path / "other")) for file in left(tmp_path / "other")]
    assert names == ["etc/hub.toml", "var/erased.txt", "var/hub.lock"]
    for file in left(tmp_path / "other"):
        assert not any(private in file.read_bytes() for private in PRIVATE), file
    assert (place.data / "erased.txt").read_text() == line(NOW) + "\n"
    settings = load(place.toml)
    assert settings.hub.id == ID and settings.home.service == "being installed" and not settings.contacts
    with beside(place.toml) as hub:
        assert not hub.open_now


def test_a_power_cut_at_any_step_erases_all_or_nothing(tmp_path: Path) -> None:
    full(tmp_path)
    place, outcomes = home(tmp_path, "other"), set()
    for steps in range(60):
        shutil.rmtree(tmp_path / "other")
        shutil.copytree(tmp_path / "here", tmp_path / "other")
        place.toml.write_text(place.toml.read_text().replace("/here/", "/other/"))
        with pytest.MonkeyPatch.context() as patch:
            cut_after(steps, patch)
            try:
                erase(place, load(place.toml), stop=False, now=NOW)
                ended = True
            except Cut:
                ended = False
        finish_at_start(place.data)
        forget(place.data)
        gone = not (place.data / "carehub.db").exists()
        outcomes.add(gone)
        assert (load(place.toml).hub.id == ID) is gone
        if gone:
            assert len(left(tmp_path / "other")) == 3 and (place.data / "erased.txt").read_text() == line(NOW) + "\n"
        if ended:
            break
    else:
        raise AssertionError("it never came to an end")
    assert outcomes == {True, False}


def test_what_is_open_or_frozen_stands_against_it(tmp_path: Path) -> None:
    place = lived_in(home(tmp_path, "here"), alarm=True)
    held = held_here(place.data)
    assert len(held.alarms) == 1 and held.frozen == 0
    assert "an alarm is open" in why_not(held, although_open=False, although_frozen=True)
    store = Store.open(place.data)
    freeze(store, held.alarms[0].split()[0], "Ivy", "a complaint", NOW, keep=True)
    store.close()
    held = held_here(place.data)
    assert "frozen because of a complaint" in why_not(held, although_open=True, although_frozen=False)
    assert why_not(held, although_open=True, although_frozen=True) == ""
    assert held_here(tmp_path) == Held()


def test_a_store_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "carehub.db").write_bytes(b"no database at all" * 100)
    assert "damaged" in held_here(tmp_path).unreadable


def test_the_new_settings_hold_nobody_and_how_the_pages_are_reached(tmp_path: Path) -> None:
    place = home(tmp_path, "here")
    place.toml.write_text(
        place.toml.read_text() + '\n[pages]\nlisten = "127.0.0.1:8443"\nproxies = ["127.0.0.1"]\nhttps = false\n'
        '[mqtt]\nurl = "mqtt://10.0.0.2:1883"\n'
    )
    old = load(place.toml)
    place.toml.write_text(new_settings(old, place.data))
    new = load(place.toml)
    assert new.pages == old.pages and new.mqtt is not None and old.mqtt is not None and new.mqtt.url == old.mqtt.url
    assert new.hub.timezone == old.hub.timezone and not new.devices and not new.rooms
