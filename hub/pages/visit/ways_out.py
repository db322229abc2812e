"""How it is with the ways out: looked at not long ago, with the settings that are there now."""

from datetime import datetime
from hashlib import sha256
from typing import Any

import msgspec

from hub.model.household import Settings
from hub.pages.visit.lasting import is_old, moment
from hub.pages.visit.step import About, Proof, Standing, Words
from hub.pages.words import later

VERDICT, TEXTS = "ways out", "texts"
NO_SECRET = "The secret is not there"  # noqa: S105 - how a line of `check` begins
NO_WAYS = ("calls", "auditor's texts", "outside watch")
"""What is looked at beside them, and is no way by itself."""
LINKS = {"texts": "sms", "centre": "centre", "text messages": "sms"}
"""A line of `check` -> the hub's own link, if it is not called alike."""


def fingerprint(settings: Settings) -> str:
    """Changes with everything that a way out rests on."""
    parts = (settings.sms, settings.modem, settings.calls, settings.centre, settings.audit)
    return sha256(msgspec.json.encode(parts)).hexdigest()[:16]


def lines(about: About) -> list[dict[str, Any]]:
    """The lines of the last look. Where only the hub has a secret, its own word counts."""
    links = about.of_hub.get("status", {}).get("links", {})
    return [_by_hub(line, links) for line in about.notes.get("lines", [])]


def _by_hub(line: dict[str, Any], links: dict[str, str]) -> dict[str, Any]:
    known = links.get(LINKS.get(line["what"], f"texts by {line['what']}"))
    if not line["says"].startswith(NO_SECRET) or known is None:
        return line
    if known == "up":
        return {**line, "ok": "ok", "says": "The hub itself uses it, and it works.", "do": ""}
    return {**line, "says": f"The hub itself says: {known}."}


def standing(about: About) -> Standing:
    """Done once an alarm can get out. ONE way out is said wherever it is so."""
    found = lines(about)
    if not found:
        return Standing(state="to do", says=Words(later("Not looked at yet.")))
    proofs = tuple(_proof(line, about) for line in found if line["what"] != VERDICT)
    if about.settings.sms.provider == "console" and about.settings.centre is None:
        says = Words(later("Texts are only printed on the hub: nobody's telephone rings. Set a provider up."))
        return Standing(state="to do", says=says, proofs=proofs)
    if about.notes.get("of") != fingerprint(about.settings):
        return Standing(state="to do", says=Words(later("The ways out were changed since. Look again.")), proofs=proofs)
    if is_old(_looked_at(about), about.now):
        says = Words(later("The ways out were looked at too long ago. Look again."))
        return Standing(state="to do", says=says, proofs=proofs)
    ways = _working(found, about.settings)
    if not ways:
        says = Words(later("NO way out: no alarm can leave this house."))
        return Standing(state="to do", says=says, proofs=proofs, weaker=(says,))
    return Standing(state="done", says=_verdict(ways), proofs=proofs, weaker=_weaker(ways))


def _looked_at(about: About) -> datetime:
    return datetime.fromisoformat(about.notes["at"])


def _working(found: list[dict[str, Any]], settings: Settings) -> list[str]:
    """The ways by which an alarm can leave: those of which no line says that they do not work."""
    broken = {line["what"] for line in found if line["ok"] == "bad"} | {VERDICT, *NO_WAYS, *_printed(settings)}
    return [name for name in dict.fromkeys(line["what"] for line in found) if name not in broken]


def _printed(settings: Settings) -> tuple[str, ...]:
    """What is no way out, whatever is said of it: texts that are only printed on the hub."""
    return () if settings.sms.ways else (TEXTS,)


def _verdict(ways: list[str]) -> Words:
    if len(ways) == 1:
        return Words(later("ONE way out ({way}): if it fails, nobody is told."), {"way": ways[0]})
    return Words(later("An alarm can get out by {ways}."), {"ways": " + ".join(ways)})


def _weaker(ways: list[str]) -> tuple[Words, ...]:
    if len(ways) == 1:
        return (_verdict(ways),)
    if "modem" not in ways:
        return (Words(later("Every way out goes by one broadband line: when it is down, nobody is told.")),)
    return ()


def _proof(line: dict[str, Any], about: About) -> Proof:
    at = _looked_at(about)
    old, same = is_old(at, about.now), about.notes.get("of") == fingerprint(about.settings)
    text = later("{says} (looked at {time}: too long ago to count)") if old else later("{says} (looked at {time})")
    says = Words(text, {"says": Words(line["says"]), "time": moment(at, about.timezone)})
    works = line["ok"] != "bad" and line["what"] not in _printed(about.settings)
    proven = works and same and not old
    return Proof(kind="way out", id=line["what"], subject=line["what"], says=says, proven=proven, at=at)
