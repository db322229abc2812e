"""How soon the silence of a device is noticed, said before it was ever heard: at pairing, and on lists."""

from datetime import timedelta

from hub.model.events import CONDITIONS, LEVELS, PRESSES, Listed
from hub.model.household import Liveness, Use

ASKED_WEEKLY: frozenset[Use] = frozenset({"help button", "fall device"})
"""What may speak only when somebody presses it or falls: a press once a week stands in for reports of its own."""

A_DAY = timedelta(days=1)
"""A device that was never silent for longer than its bound through a day and a night reports by itself: nobody presses
a button, and no plug changes its power, every few hours of a night."""

ON_OCCASION = PRESSES | LEVELS | CONDITIONS | {"battery", "heard"}
"""What a device may tell only when something happens. Anything else (a temperature, say) it reports by itself."""


def promise(use: Use, listed: Listed | None, liveness: Liveness, *, connected: bool = False) -> str:
    """One plain sentence: how soon the silence of such a device is noticed, as far as its source describes it.

    `connected`: the hub is connected to it by Bluetooth, and hears of it each minute.
    """
    learned = f"{liveness.intervals:g} of the usual gaps between its own reports, once these are known"
    always = f"always within {said(liveness.most)}"
    if listed is not None and listed.mains:
        soon = f"within {said(liveness.mains)} if zigbee2mqtt's availability is on"
        return f"its silence is noticed {soon}; else after {learned}, and {always}"
    if not connected and speaks_when_pressed(use, listed):
        when, do = ("pressed", "press") if use == "help button" else ("somebody falls", "test")
        return f"speaks only when {when}, as far as we know: {do} it once a week"
    if use in ASKED_WEEKLY:
        return f"its silence is noticed within {said(liveness.life_saving)}, once it was heard for a day and a night"
    return f"its silence is noticed after {learned}, and {always}"


def speaks_when_pressed(use: Use, listed: Listed | None) -> bool:
    """Whether such a device may say nothing for weeks and still work, as far as its source describes it."""
    if use not in ASKED_WEEKLY or (listed is not None and listed.mains):
        return False
    return listed is None or all(means.kind in ON_OCCASION for means in listed.means)


def said(span: timedelta) -> str:
    """A span as a person says it: 10 min, 4 h, 25 h, 7 days."""
    minutes = round(span.total_seconds() / 60)
    if minutes < 120 and minutes % 60:
        return f"{minutes} min"
    hours = minutes / 60
    return f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.0f} days"
