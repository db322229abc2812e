"""A program changes hub.toml as a careful person would: one thing, every comment kept, nothing that cannot be."""

import subprocess
import sys
import tomllib
from functools import partial
from pathlib import Path

import pytest

from hub.model.errors import SettingsError
from hub.model.household import Device, Room
from hub.model.ids import DeviceId, ResidentId, RoomId
from hub.settings import load
from hub.settings.writing import NotWritten, added, alone, change, may_change, possible, removed, renamed, replaced

EXAMPLE = Path(__file__).parents[2] / "config" / "hub.example.toml"
DOOR, BUTTON = DeviceId("0x00158d0001a2b3c4"), DeviceId("0x00158d0001a2b3c5")
NEW = DeviceId("0x00158d00000000ff")
SMOKE = Device(id=NEW, name='Smoke "alarm"', use="smoke", room=RoomId("attic"))
ATTIC = Room(id=RoomId("attic"), name="Attic")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "hub.toml"
    made.write_text(EXAMPLE.read_text())
    made.chmod(0o640)
    return made


def beside(file: Path) -> list[str]:
    return sorted(each.name for each in file.parent.iterdir())


def comments(text: str) -> list[str]:
    return [line.partition("#")[2] for line in text.splitlines() if "#" in line]


def test_a_device_is_added_with_its_room_where_a_person_would_write_it(file: Path) -> None:
    settings = change(file, lambda text: added(text, SMOKE, ATTIC))
    assert settings == load(file)
    assert settings.devices[-1] == SMOKE
    assert settings.rooms[-1] == ATTIC
    lines = file.read_text().splitlines()
    at = lines.index('id = "0x00158d00000000ff"')
    assert lines[at - 2 : at + 4] == [
        "", "[[devices]]", 'id = "0x00158d00000000ff"', 'name = "Smoke \\"alarm\\""', 'use = "smoke"', 'room = "attic"',
    ]  # fmt: skip
    assert lines[at + 4 : at + 6] == ["", "# Everybody who may be told."], "what follows keeps its own comment"


def test_every_line_that_was_there_stays_as_it_was(file: Path) -> None:
    before = file.read_text().splitlines()
    change(file, lambda text: added(text, SMOKE, ATTIC))
    after = iter(file.read_text().splitlines())
    assert all(line in after for line in before), "the old lines, in their order"


def test_a_device_is_taken_out_and_no_comment_with_it(file: Path) -> None:
    for device in (DOOR, BUTTON):
        change(file, partial(removed, device=device))
    assert [each.name for each in load(file).devices] == ["Kitchen motion"]
    assert set(comments(EXAMPLE.read_text())) - set(comments(file.read_text())) == {" for help buttons and wearables"}
    change(file, lambda text: removed(text, DeviceId("0x00158d0001a2b3c6")))
    assert load(file).devices == ()
    change(file, lambda text: added(text, Device(id=NEW, name="First", use="other")))
    assert [each.name for each in load(file).devices] == ["First"]


def test_its_topics_go_with_a_device_and_no_other(file: Path) -> None:
    topic = '\n# {0}\n[[topics]]\ndevice = "{0}"\ntopic = "ha/{1}"\nkind = "contact"\non = ["on"]\n'
    broker = "" if "[mqtt]" in EXAMPLE.read_text() else '[mqtt]\nurl = "mqtt://127.0.0.1"\n'
    each = [topic.format(device, n) for n, device in enumerate((DOOR, BUTTON, DOOR))]
    file.write_text(EXAMPLE.read_text() + broker + "".join(each))
    change(file, lambda text: removed(text, DOOR))
    assert [(one.device, one.topic) for one in load(file).topics] == [(BUTTON, "ha/1")]
    change(file, lambda text: removed(text, BUTTON))
    assert load(file).topics == ()
    assert possible(file, lambda text: renamed(text, load(file).devices[0].id, "X")) != load(file), "not written"


def test_what_is_added_and_taken_out_again_leaves_no_trace(file: Path) -> None:
    change(file, lambda text: removed(added(text, Device(id=NEW, name="X", use="other")), NEW))
    assert file.read_text() == EXAMPLE.read_text()


def test_a_new_sensor_takes_the_place_of_a_broken_one_again_and_again(file: Path) -> None:
    second = DeviceId("0xaa")
    change(file, lambda text: replaced(text, BUTTON, NEW))
    change(file, lambda text: replaced(text, NEW, second))
    button = load(file).devices[1]
    assert button == Device(
        id=second, name="Help button", use="help button", worn_by=ResidentId("mary"), formerly=(BUTTON, NEW)
    )
    assert comments(EXAMPLE.read_text()) == comments(file.read_text())


def test_one_that_was_mended_comes_back(file: Path) -> None:
    change(file, lambda text: replaced(text, BUTTON, NEW))
    change(file, lambda text: replaced(text, NEW, BUTTON))
    assert (load(file).devices[1].id, load(file).devices[1].formerly) == (BUTTON, (NEW,))


def test_a_new_sensor_that_was_named_already_gives_up_its_own_entry(file: Path) -> None:
    change(file, lambda text: added(text, Device(id=NEW, name="Front door 2", use="exit door")))
    change(file, lambda text: replaced(text, DOOR, NEW))
    assert [each.name for each in load(file).devices] == ["Front door", "Help button", "Kitchen motion"]
    assert load(file).devices[0].formerly == (DOOR,)


def test_a_device_is_renamed(file: Path) -> None:
    change(file, lambda text: renamed(text, DOOR, "Back door"))
    assert load(file).devices[0].name == "Back door"
    assert len(file.read_text().splitlines()) == len(EXAMPLE.read_text().splitlines())


def test_sub_tables_belong_to_their_device(tmp_path: Path) -> None:
    text = EXAMPLE.read_text().replace(
        'use = "exit door"', 'use = "exit door"\n[devices.bluetooth]\nkey = { credential = "door-key" } # its key\n'
    )
    text = text.replace(DOOR, "A4:C1:38:00:00:01")
    door = DeviceId("A4:C1:38:00:00:01")
    file = tmp_path / "hub.toml"
    file.write_text(text)
    change(file, lambda text: replaced(text, door, DeviceId("A4:C1:38:00:00:02")))
    assert load(file).devices[0].formerly == (door,)
    assert load(file).devices[0].bluetooth is not None
    change(file, lambda text: removed(text, DeviceId("A4:C1:38:00:00:02")))
    assert "door-key" not in file.read_text()


def test_a_file_of_windows_keeps_its_line_ends_and_a_list_its_comments(file: Path) -> None:
    mine = 'name = "Front door"\nformerly = [ # the first two\n  "0xaa", # fell into the sea\n]'
    file.write_bytes(EXAMPLE.read_text().replace('name = "Front door"', mine).replace("\n", "\r\n").encode())
    change(file, lambda text: added(text, SMOKE, ATTIC))
    change(file, lambda text: replaced(text, DOOR, DeviceId("0xbb")))
    change(file, lambda text: replaced(text, BUTTON, DeviceId("0xcc")))
    text = file.read_bytes().decode()
    assert "\n" not in text.replace("\r\n", "")
    assert load(file).devices[0].formerly == ("0xaa", DOOR)
    assert "# fell into the sea" in text


def test_what_the_hub_would_refuse_is_never_written(file: Path) -> None:
    with pytest.raises(SettingsError, match="cellar"):
        change(file, lambda text: added(text, Device(id=NEW, name="X", use="motion", room=RoomId("cellar"))))
    with pytest.raises(SettingsError, match=r"devices\[3\].id"):
        change(file, lambda text: added(text, Device(id=DOOR, name="X", use="motion")))
    with pytest.raises(NotWritten, match="no device"):
        change(file, lambda text: removed(text, NEW))
    assert file.read_text() == EXAMPLE.read_text()
    assert beside(file) == ["hub.toml"]


@pytest.mark.parametrize("tail", ["", "\n\n", "# the end", "[pages]\n"])
@pytest.mark.parametrize("devices", ["", 'devices = [{ id = "a", name = "A", use = "other" }]\n'])
def test_a_file_written_another_way_is_changed_rightly(devices: str, tail: str) -> None:
    text = f"{devices}{tail}"
    device = Device(id=NEW, name="X", use="other")
    new = added(text, device)
    assert tomllib.loads(new)["devices"][-1] == {"id": NEW, "name": "X", "use": "other"}
    assert removed(new, NEW).rstrip() == text.rstrip()


def test_what_no_change_can_prove_is_left_to_a_person() -> None:
    with pytest.raises(NotWritten, match="By hand"):
        added('devices = ["a"]\n', Device(id=NEW, name="X", use="other"))


def test_the_file_is_replaced_in_one_moment_with_a_copy_of_before_and_for_the_same_people(file: Path) -> None:
    link = file.parent / "link.toml"
    link.symlink_to(file)
    inode = file.stat().st_ino
    change(link, lambda text: renamed(text, DOOR, "Back door"))
    assert link.is_symlink()
    assert file.stat().st_ino != inode, "a new file, moved over the old one"
    before = file.with_name("hub.toml.before")
    assert before.read_text() == EXAMPLE.read_text()
    assert {oct(each.stat().st_mode & 0o777) for each in (file, before)} == {"0o640"}
    assert beside(file) == ["hub.toml", "hub.toml.before", "hub.toml.history", "link.toml"]


def test_two_commands_do_not_change_it_at_once(file: Path) -> None:
    holds = f"import time; from pathlib import Path; from hub.settings.writing import alone; alone(Path({str(file)!r}))"
    other = subprocess.Popen([sys.executable, "-c", f"{holds}; print('held', flush=True); time.sleep(60)"],
                             stdout=subprocess.PIPE, text=True)  # fmt: skip
    with other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        with pytest.raises(NotWritten, match="another program"):
            alone(file)
        other.kill()
    alone(file)


def test_a_file_that_cannot_be_written_is_left_alone_and_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="cannot be read"):
        may_change(tmp_path / "hub.toml")
    with pytest.raises(NotWritten, match="could not be written"):
        change(Path("/proc/version"), lambda _: EXAMPLE.read_text())
