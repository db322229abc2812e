"""The hub asks for a reset by a file; the small unit does only what that file may say."""

import os
from pathlib import Path

import pytest

from connectors.bluetooth.radio.reset import ASKED, asked, asks, main


class Resets:
    """Stands in for the kernel's own interface, which tests have not got."""

    def __init__(self, well: bool = True) -> None:
        self.done: list[tuple[int, str, bool]] = []
        self._well = well

    async def __call__(self, number: int, address: str, silent: bool) -> bool:
        self.done.append((number, address, silent))
        return self._well


def test_the_wish_reaches_the_small_unit(tmp_path: Path) -> None:
    assert asks("hci1", str(tmp_path))("deaf") == ""
    resets = Resets()
    assert main(["--asked", str(tmp_path / ASKED)], resets) == 0
    assert resets.done == [(1, "", True)]


def test_a_blocked_adapter_needs_no_reset_of_its_usb_port(tmp_path: Path) -> None:
    asks("hci0", str(tmp_path))("blocked")
    assert asked(tmp_path / ASKED) == (0, False)


def test_root_without_its_powers_can_read_the_wish(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        asks("hci0", str(tmp_path))("deaf")
    finally:
        os.umask(before)
    assert (tmp_path / ASKED).stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    "words", ["", "hci", "hci0; reboot", "hci999 deaf", "../hci0", "/dev/sda", "\x00\x01", "eth0 deaf", "hci0/../x"]
)
def test_whatever_else_the_file_says_nothing_is_done(tmp_path: Path, words: str) -> None:
    file = tmp_path / ASKED
    file.write_text(words)
    resets = Resets()
    code = main(["--asked", str(file)], resets)
    assert (code, resets.done) == (2, [])


def test_a_link_to_another_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("hci0 deaf")
    (tmp_path / ASKED).symlink_to(tmp_path / "elsewhere")
    assert asked(tmp_path / ASKED) is None


def test_by_hand_an_adapter_is_named() -> None:
    resets = Resets()
    assert main(["--adapter", "hci0"], resets) == 0
    assert resets.done == [(0, "", True)]


def test_a_reset_that_does_not_help_is_a_failed_unit(tmp_path: Path) -> None:
    asks("hci0", str(tmp_path))("deaf")
    assert main(["--asked", str(tmp_path / ASKED)], Resets(well=False)) == 1


def test_on_a_machine_without_bluetooth_the_real_thing_fails_with_words() -> None:
    """bluetooth-auto-recovery itself: no adapter of that number, or no Bluetooth in this kernel at all."""
    assert main(["--adapter", "hci99"]) == 1


def test_a_hub_that_systemd_did_not_start_says_that_it_cannot_ask() -> None:
    assert asks("hci0", "")("deaf") == "only a hub that systemd started can ask for a reset"


def test_a_wish_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    assert "No such file" in asks("hci0", str(tmp_path / "gone"))("deaf")
