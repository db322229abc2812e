"""Sentences that several steps about devices share."""

from datetime import datetime

from hub.core.localtime import local
from hub.pages.visit.step import About, Standing, Words
from hub.pages.words import later

NO_HUB = Words(later("The hub does not run, so nothing can be heard now."))
NO_DEVICE = Words(later("No device is in the settings yet."))


def clock(at: datetime, timezone: str) -> str:
    """A moment of the visit, on the clocks of the home."""
    return f"{local(at, timezone):%H:%M}"


def silent(about: About) -> Standing | None:
    """How a step stands while no hub runs."""
    if about.of_hub.get("devices", {}).get("ok") is False:
        return Standing(state="to do", says=NO_HUB)
    return None


WORDS: dict[str, str] = {
    "enough": later("enough signal"), "weak": later("a weak signal"), "too weak": later("too weak a signal"),
}  # fmt: skip
"""A margin's word -> what people say."""
