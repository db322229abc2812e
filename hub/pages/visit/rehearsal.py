"""How it is with the rehearsal: done with the devices, the rooms and the numbers that are there now."""

from hashlib import sha256
from typing import Any

import msgspec

from hub.model.household import Settings
from hub.pages.visit.step import About, Standing, Words
from hub.pages.words import later


def fingerprint(settings: Settings) -> str:
    """Changes with everything that a rehearsal rests on."""
    home = (settings.home.others, settings.home.pets, len(settings.residents), settings.visits)
    parts = (settings.devices, settings.rooms, home, settings.consent, settings.detectors)
    return sha256(msgspec.json.encode(parts)).hexdigest()[:16]


def rows(about: About, what: str) -> list[dict[str, Any]]:
    """The lines of one sort."""
    return [row for row in about.notes.get("rows", []) if row["what"] == what]


def standing(about: About) -> Standing:
    """Done once it was rehearsed with what is there now. What nobody sees is weaker."""
    if not about.settings.devices or not about.settings.ladder:
        first = later("First come devices and people: then it can be rehearsed.")
        return Standing(state="to do", says=Words(first))
    if not rows(about, "false alarms"):
        return Standing(state="to do", says=Words(later("Not rehearsed yet.")))
    less = tuple(Words(row["says"]) for row in rows(about, "blind"))
    if about.notes.get("of") != fingerprint(about.settings):
        return Standing(state="to do", says=Words(later("The kit was changed since. Rehearse again.")), weaker=less)
    return Standing(state="done", says=_often(about), weaker=less)


def _often(about: About) -> Words:
    whole = next((row for row in rows(about, "false alarms") if row["kind"] == "all"), None)
    rate = f"{whole['a_week']:.1f}" if whole else "?"
    return Words(later("Expected calls for nothing: {rate} a week."), {"rate": rate})
