"""A card that hangs in the kernel takes the hub with it, and must not take the auditor as well."""

import asyncio
import threading
import time
from pathlib import Path

import pytest

from hub import auditor
from hub.audit.seen import Stored
from hub.auditor import Auditor
from hub.shell import looking, pulse_file
from tests.shell.virtual import HOME, MORNING


@pytest.fixture
def watching(tmp_path: Path) -> Auditor:
    (tmp_path / "hub.toml").write_text(HOME.replace('id = "hub-0042"', f'id = "hub-0042"\ndata = "{tmp_path}"', 1))
    pulse_file.write(tmp_path / pulse_file.FILE, {"pid": 1, "at": MORNING, "hub": "hub-0042", "urgent": True})
    return Auditor(tmp_path / "hub.toml")


def test_a_look_that_hangs_is_given_up_and_the_next_one_is_made(
    watching: Auditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    card, looks = threading.Event(), []

    def hangs(_folder: Path) -> Stored:
        looks.append(time.monotonic())
        card.wait(20)
        return Stored()

    monkeypatch.setattr(looking, "stored", hangs)
    monkeypatch.setattr(auditor, "ASIDE", 0.2)

    async def story() -> None:
        for _ in range(5):
            began = time.monotonic()
            seen = await watching._seen()
            assert time.monotonic() - began < 15, "long before the card answers"
            assert (seen.stored, seen.unreadable) == (None, "no answer in 0 s")
            assert seen.pulse is not None and seen.pulse.urgent
        card.set()
        seen = await watching._seen()
        assert seen.stored is not None or seen.unreadable == "no answer in 0 s"
        await watching._end()

    asyncio.run(story())
    assert len(looks) >= 5


def test_settings_that_cannot_be_used_leave_the_old_ones_in_force_and_good_ones_are_taken(
    watching: Auditor, tmp_path: Path
) -> None:
    file = tmp_path / "hub.toml"
    good = file.read_text()

    async def story() -> None:
        file.write_text("no settings at all")
        watching._read_again()
        await watching._follow_the_settings()
        assert [contact.name for contact in watching.settings.contacts] == ["Anna", "Ben"]
        file.write_text(good.replace('"Ben"', '"Benjamin"'))
        watching._read_again()
        await watching._follow_the_settings()
        assert [contact.name for contact in watching.settings.contacts] == ["Anna", "Benjamin"]
        await watching._end()

    asyncio.run(story())
