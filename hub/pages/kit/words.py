"""One device in words: how it is, its battery, and what to do."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from msgspec import Struct

from hub.pages.home.line import Line
from hub.pages.home.proof import ago
from hub.pages.home.telling import Telling
from hub.pages.words import later

Says = Mapping[str, Any]
Sort = Literal["good", "unsure", "bad"]
LOW = 20.0
"""Per cent from which on a battery should be changed soon: some sensors fall silent below 15 (our choice)."""


class Told(Struct, frozen=True):
    """A device as it is shown. `does`: what somebody should do; empty if nothing."""

    name: str
    where: str
    use: str
    sort: Sort
    state: str
    heard: str
    battery: str
    noticed: str
    costs: str
    does: str


def told(device: Says, to: Telling) -> Told:
    """One device of the hub's "devices"."""
    state, does = _state(device)
    heard = datetime.fromisoformat(device["heard"]) if device["heard"] else None
    low = _low(device["battery"])
    sort: Sort = "good" if device["reach"] == "heard" and not low and not device["faulty"] else "unsure"
    return Told(
        name=device["name"], where=device["room"] or "", use=to.core(device["use"]),
        sort="bad" if device["reach"] in ("lost", "out of reach") else sort, state=to.line(state),
        heard=to.line(Line(later("Last heard {ago} ({at})."), {"ago": ago(to.now, heard), "at": heard}))
        if heard is not None
        else "",
        battery=to.line(_battery(device["battery"], low=low)), noticed=to.line(_noticed(device)),
        costs=to.costs(device["costs"]), does=to.line(does) if does else "",
    )  # fmt: skip


REACH: dict[str, tuple[str, str]] = {
    "lost": (
        later("No longer heard"),
        later("Is it where it was, and is its battery good? Make it speak: walk past it, open it, press it."),
    ),
    "not heard yet": (later("Not heard yet"), later("Make it speak once: walk past it, open it, press it.")),
    "late": (later("Should have spoken by now"), later("Make it speak: walk past it, open it, press it.")),
}
"""How a device is that is not heard as it should be, and what to do."""


def _state(device: Says) -> tuple[Line, Line | None]:
    """How it is, and what to do about it."""
    if device["faulty"]:
        return Line(later("Says that it is faulty")), Line(later("Have it looked at, or replaced."))
    if device["reach"] == "out of reach":
        between = str(device["because"]).removesuffix(": down")
        does = Line(later("See to that first: all that is heard by it comes back by itself."))
        return Line(later("Cannot be heard: {what} is down"), {"what": between}), does
    if device["reach"] in REACH:
        state, do = REACH[device["reach"]]
        return Line(state), Line(do)
    change = Line(later("Change its battery within a week.")) if _low(device["battery"]) else None
    return Line(later("Heard as it should be")), change


def _low(battery: str | None) -> bool:
    if battery is None:
        return False
    return battery == "low" or float(battery.removesuffix(" %")) <= LOW


def _battery(battery: str | None, *, low: bool) -> Line:
    if battery is None:
        return Line(later("It does not tell of its battery, or has none."))
    if battery == "low":
        return Line(later("Its battery is low."))
    if low:
        return Line(later("Battery {percent}: low."), {"percent": battery})
    return Line(later("Battery {percent}: good."), {"percent": battery})


def _noticed(device: Says) -> Line:
    """How soon its silence is noticed, as it is now."""
    if str(device["promise"]).startswith("speaks only"):
        return Line(later("It speaks only when it is used: have it tried once a week."))
    if device["noticed within"] is None:
        return Line(later("How soon its silence is noticed is known once it was heard."))
    return Line(later("If it falls silent, that is noticed within {span}."), {"span": device["noticed within"]})
