"""Every change of hub.toml can be undone to the letter, and none is made over what somebody else wrote meanwhile."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as tuned
from hypothesis import strategies as st

from hub.model.errors import SettingsError
from hub.model.household import Settings
from hub.settings import load
from hub.settings.editing import with_value
from hub.settings.history import MOST, content, kept
from hub.settings.lists import moved, with_changes, with_one, without_one
from hub.settings.proof import NotWritten
from hub.settings.writing import Outdated, change, restored, seen
from tests.settings.homes import FILES

EXAMPLE = Path(__file__).parents[2] / "config" / "hub.example.toml"


def undone(file: Path, who: str = "") -> Settings:
    """The file as it was before its last change."""
    return restored(file, kept(file)[0].id, who=who)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "hub.toml"
    made.write_bytes(EXAMPLE.read_bytes())
    made.chmod(0o640)
    return made


def named(name: str) -> Callable[[str], str]:
    return partial(with_changes, path=("contacts",), which="anna", changes={"name": name})


def test_who_changed_it_and_why_is_kept_with_the_file_as_it_was(file: Path) -> None:
    before = file.read_bytes()
    change(file, named("Anne"), who="Jo, installer", why='Contact Anna, "name"\nand no more')
    change(file, named("Annie"))
    first, last = reversed(kept(file))
    assert (first.who, first.why) == ("Jo, installer", 'Contact Anna, "name"\nand no more')
    assert (last.who, last.why) == ("", "")
    assert content(file, first.id) == before
    assert b'name = "Anne"' in content(file, last.id)
    assert timedelta(0) <= datetime.now(UTC) - first.at < timedelta(minutes=5)


def test_a_change_is_undone_to_the_letter_and_an_undoing_too(file: Path) -> None:
    before = file.read_bytes()
    change(file, named("Anne"))
    after = file.read_bytes()
    assert undone(file, who="Jo").contacts[0].name == "Anna"
    assert file.read_bytes() == before
    assert undone(file).contacts[0].name == "Anne"
    assert file.read_bytes() == after
    assert [each.who for each in kept(file)] == ["", "Jo", ""]


def test_the_last_twenty_are_kept_and_each_can_be_brought_back(file: Path) -> None:
    for number in range(MOST + 3):
        change(file, named(f"Anna {number}"), why=str(number))
    copies = kept(file)
    assert [each.why for each in copies] == [str(number) for number in reversed(range(3, MOST + 3))]
    assert restored(file, copies[-1].id, why="back").contacts[0].name == "Anna 2"
    assert [each.why for each in kept(file)][:2] == ["back", str(MOST + 2)]
    assert len(list(file.with_name("hub.toml.history").iterdir())) == MOST
    with pytest.raises(NotWritten, match="no copy"):
        restored(file, copies[-1].id)


def test_a_clock_that_goes_back_does_not_change_their_order(file: Path) -> None:
    folder = file.with_name("hub.toml.history")
    change(file, named("One"))
    (only,) = folder.iterdir()
    only.rename(folder / "20990101T000000Z-1.toml")
    change(file, named("Two"))
    assert undone(file).contacts[0].name == "One"


@pytest.mark.parametrize("which", ["../hub", "", "20260101T000000Z-1", "x" * 500, "before/../x", "\0"])
def test_no_other_file_can_be_brought_in(file: Path, which: str) -> None:
    change(file, named("Anne"))
    with pytest.raises(NotWritten, match="no copy"):
        restored(file, which)


def test_what_a_newer_hub_would_refuse_is_not_brought_back(file: Path) -> None:
    change(file, named("Anne"))
    (copy,) = file.with_name("hub.toml.history").iterdir()
    copy.write_text("[hub]\nid = 7\n")
    now = file.read_bytes()
    with pytest.raises(SettingsError, match=r"hub.id"):
        restored(file, copy.stem)
    assert file.read_bytes() == now


@pytest.mark.parametrize("first", ["# carehub kept this copy: {\n", "# carehub kept this copy: []\n", ""])
def test_a_copy_that_somebody_has_written_in_is_read_all_the_same(file: Path, first: str) -> None:
    change(file, named("Anne"))
    (copy,) = file.with_name("hub.toml.history").iterdir()
    copy.write_text(first + EXAMPLE.read_text())
    assert [(each.who, each.why) for each in kept(file)][-1] == ("", "")
    assert undone(file).contacts[0].name == "Anna"


def test_where_no_history_can_be_written_the_change_is_safe_and_the_last_one_can_be_undone(file: Path) -> None:
    file.with_name("hub.toml.history").write_text("somebody's file")
    before = file.read_bytes()
    change(file, named("Anne"))
    assert load(file).contacts[0].name == "Anne"
    assert [each.id for each in kept(file)] == ["before"]
    undone(file)
    assert file.read_bytes() == before
    assert file.with_name("hub.toml.history").read_text() == "somebody's file"


def test_nothing_can_be_undone_where_nothing_was_changed(file: Path) -> None:
    change(file, lambda text: text)
    assert kept(file) == (), "no change is no change"
    assert sorted(each.name for each in file.parent.iterdir()) == ["hub.toml"]


def test_a_file_that_was_changed_by_hand_meanwhile_is_left_alone(file: Path) -> None:
    looked = seen(file)
    file.write_text(looked.text.replace("Anna", "Hannah"))
    by_hand = file.read_bytes()
    for attempt in (partial(change, edit=named("Anne")), partial(restored, which="before")):
        with pytest.raises(Outdated, match="changed by somebody else meanwhile"):
            attempt(file, expected=looked.fingerprint)
    assert file.read_bytes() == by_hand
    assert change(file, named("Anne"), expected=seen(file).fingerprint).contacts[0].name == "Anne"


def test_the_copies_are_for_those_who_may_read_the_settings_and_nobody_else(file: Path) -> None:
    folder = file.with_name("hub.toml.history")
    file.chmod(0o644)
    change(file, named("Anne"))
    (copy,) = folder.iterdir()
    assert (oct(folder.stat().st_mode & 0o777), oct(copy.stat().st_mode & 0o777)) == ("0o750", "0o640")
    assert (copy.stat().st_uid, folder.stat().st_gid) == (file.stat().st_uid, file.stat().st_gid)


def test_a_file_that_cannot_be_put_in_place_leaves_no_copy(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync
    written: list[int] = []

    def full(handle: int) -> None:
        written.append(handle)
        if len(written) == 5:  # two for each file: the copy, the one in the history, and then the settings
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    before = file.read_bytes()
    with pytest.raises(NotWritten, match="No space left"):
        change(file, named("Anne"))
    assert file.read_bytes() == before
    assert list(file.with_name("hub.toml.history").iterdir()) == []


def test_a_mark_of_windows_at_the_beginning_stays(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + EXAMPLE.read_bytes().replace(b"\n", b"\r\n"))
    before = file.read_bytes()
    change(file, named("Anne"))
    assert file.read_bytes() == before.replace(b'name = "Anna"', b'name = "Anne"')
    undone(file)
    assert file.read_bytes() == before


def test_letters_that_cannot_be_written_are_refused(file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(SettingsError, match=r"contacts\[0\].name"):
        change(file, named("half a letter \ud83d"))
    assert file.read_bytes() == before


def test_two_programs_that_change_it_at_once_lose_nothing(file: Path) -> None:
    program = """
import sys
from pathlib import Path
from hub.settings.lists import with_one
from hub.settings.writing import change
for number in range(6):
    room = {"id": f"{sys.argv[2]}{number}", "name": "Room"}
    change(Path(sys.argv[1]), lambda text: with_one(text, ("rooms",), room), who=sys.argv[2])
"""
    others = [subprocess.Popen([sys.executable, "-c", program, str(file), name]) for name in ("a", "b")]
    assert [each.wait(60) for each in others] == [0, 0]
    assert {room.id for room in load(file).rooms} >= {f"{name}{number}" for name in "ab" for number in range(6)}
    assert sorted(each.who for each in kept(file)) == ["a"] * 6 + ["b"] * 6


CHANGES: dict[str, Callable[[str], str]] = {
    "a value": partial(with_value, path=("home", "pets"), value=True),
    "a new table": partial(with_value, path=("timers", "ask"), value="6m"),
    "a room": partial(with_one, path=("rooms",), values={"id": "attic", "name": "Attic"}),
    "a contact": partial(
        with_one, path=("contacts",), values={"id": "zoe", "name": "Zoe", "phone": "+447700900999"}, at=0
    ),
    "a rung more": partial(with_one, path=("ladder",), values={"tell": ["anna"]}),
    "another order": lambda text: moved(text, ("rooms",), 0, len(tomllib.loads(text).get("rooms", [1])) - 1),
    "a device less": partial(without_one, path=("devices",), which=0),
}


@tuned(deadline=None, max_examples=15)
@given(st.sampled_from(FILES), st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=4), st.booleans())
def test_whatever_was_changed_can_be_undone_step_by_step(
    tmp_path_factory: pytest.TempPathFactory, path: Path, names: list[str], windows: bool
) -> None:
    file = tmp_path_factory.mktemp("home") / "hub.toml"
    file.write_bytes(path.read_bytes().replace(b"\n", b"\r\n") if windows else path.read_bytes())
    stood = [file.read_bytes()]
    for name in names:
        try:
            change(file, CHANGES[name], why=name)
        except (NotWritten, SettingsError):
            assert file.read_bytes() == stood[-1], "a change that cannot be leaves the file alone"
        if file.read_bytes() != stood[-1]:
            stood.append(file.read_bytes())
    copies = kept(file)
    assert [content(file, each.id) for each in reversed(copies)] == stood[:-1]
    for each, then in zip(copies, reversed(stood[:-1]), strict=True):
        restored(file, each.id)
        assert file.read_bytes() == then
