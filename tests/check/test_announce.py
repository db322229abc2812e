"""What `check` says of the voice, the sound card and the lights."""

from pathlib import Path

import pytest
from msgspec import structs

from hub.check_announce import resident
from hub.model.household import Announcing, Settings
from tests.contract.test_announcing_ways import BELL, LAMP, NOWHERE
from tests.core.samples import MARY, settings


def said(cards: Path, **of: object) -> list[tuple[str, str]]:
    whole: Settings = settings(mqtt=NOWHERE, **{"announce": Announcing(), **of})
    return [(ok, says) for ok, _, says, _ in resident(whole, cards)]


@pytest.fixture
def card(tmp_path: Path) -> Path:
    (tmp_path / "pcmC0D0p").touch()
    return tmp_path


def test_without_the_section_one_line_says_that_nothing_is_heard(card: Path) -> None:
    says = "There is no [announce]: while an alarm is open the resident hears nothing from the hub."
    assert said(card, announce=None) == [("ok", says)]


def test_a_voice_and_the_languages_that_it_speaks(card: Path) -> None:
    assert said(card) == [("ok", "The hub has a voice, in en-GB.")]
    huw, worf = structs.replace(MARY, language="cy-GB"), structs.replace(MARY, language="tlh")
    assert said(card, residents=(MARY, huw, worf)) == [("ok", "The hub has a voice, in en-GB and cy-GB.")]


def test_a_voice_that_cannot_be_heard(card: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(tmp_path / "none") == [("warn", "This machine has no sound card: nothing is said aloud.")]
    monkeypatch.setenv("PATH", str(tmp_path))
    assert said(card) == [("warn", "espeak-ng is not installed: nothing is said aloud.")]
    assert said(card, announce=Announcing(speak=False)) == []


def test_lights_and_sirens_are_counted_and_a_siren_that_is_wanted_and_not_there_is_missed(card: Path) -> None:
    wanted = Announcing(sirens=True)
    assert said(card, announce=wanted, devices=(LAMP, BELL))[1:] == [
        ("ok", "1 light by Zigbee."), ("ok", "1 siren by Zigbee."),
    ]  # fmt: skip
    assert said(card, announce=wanted)[1:] == [("warn", 'No Zigbee device has use = "siren".')]
