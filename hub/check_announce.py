"""What would the resident hear and see? Looks whether voice, sound card and lights are there."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from connectors.speech import PROGRAM
from hub.core.languages import find
from hub.model.household import Settings
from hub.parts import signalling

Said = tuple[Literal["ok", "warn"], str, str, str]
"""How it is, of what, in words, and what to do."""
WHAT = "announcements"
CARDS = Path("/dev/snd")
HOW = "docs/installer.md, A voice in the home."


def resident(settings: Settings, cards: Path = CARDS) -> Iterator[Said]:
    """What `check` says of it. `cards`: where the devices of the sound cards are."""
    if settings.announce is None:
        says = "There is no [announce]: while an alarm is open the resident hears nothing from the hub."
        yield "ok", WHAT, says, ""
        return
    if settings.announce.speak:
        yield _voice(settings, cards)
    yield from _signals(settings)


def _voice(settings: Settings, cards: Path) -> Said:
    if shutil.which(PROGRAM) is None:
        return "warn", WHAT, f"{PROGRAM} is not installed: nothing is said aloud.", f"sudo apt install {PROGRAM}"
    if not any(cards.glob("pcmC*D*p")):
        return "warn", WHAT, "This machine has no sound card: nothing is said aloud.", f"Connect one. {HOW}"
    tongues = dict.fromkeys(each.language if find(each.language).spoken else "en-GB" for each in settings.residents)
    return "ok", WHAT, f"The hub has a voice, in {' and '.join(tongues)}.", f"Whether it is heard: {HOW}"


def _signals(settings: Settings) -> Iterator[Said]:
    lights, sirens = signalling(settings)
    for wanted, found, use in (
        (False, lights, "light"), (settings.announce is not None and settings.announce.sirens, sirens, "siren"),
    ):  # fmt: skip
        if found:
            yield "ok", WHAT, f"{len(found)} {use}{'s' if len(found) > 1 else ''} by Zigbee.", ""
        elif wanted:
            yield "warn", WHAT, f'No Zigbee device has use = "{use}".', f"Say which one it is, or leave {use}s out."
