"""What is known of each care visit, in a few words, for whoever looks on: "seen 08:12 to 08:40"."""

from datetime import datetime

from hub.core.home import Home
from hub.core.localtime import local
from hub.core.state import CareVisit, Facts

SAYS = {
    "late": "not seen, its agency is asked",
    "unseen": "could not be seen, its agency is asked",
    "missed": "missed",
    "not known": "could not be seen, and nobody has said that it was made",
}


def lines(facts: Facts, home: Home, at: datetime) -> dict[str, str]:
    """The name of each visit of the settings, and what was last known of it. No name of a person is in it."""
    return {visit.name: _line(facts.visits.get(visit.id), home, at) for visit in home.settings.visits}


def _line(known: CareVisit | None, home: Home, at: datetime) -> str:
    if known is None:
        return "nothing known yet"
    there = local(known.came or known.at, home.timezone)
    date = "" if there.date() == local(at, home.timezone).date() else f" on {there.day} {there:%b}"
    if known.step == "said":
        return f"made, somebody says{date}"
    if known.came is None:
        return f"{SAYS.get(known.step, known.step)}{date}"
    left = "" if known.left is None else f" to {local(known.left, home.timezone):%H:%M}"
    how = "" if known.sure else " (by door and movement)"
    return f"seen {'' if left else 'since '}{there:%H:%M}{left}{date}{how}"
