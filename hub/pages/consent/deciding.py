"""Who may withdraw what was agreed, and what is over then. Pure."""

from datetime import date
from typing import Any

from hub.model.household import Consent, Function, Settings
from hub.pages.roles import Role
from hub.pages.visit.consent import DECIDES, FUNCTIONS
from hub.pages.words import later

THE_RESIDENT = "resident"

OFF: dict[Function, str] = {
    "falls": later("Nobody is called when a worn device feels a fall, or a sensor in a room sees one."),
    "inactivity": later(
        "Nobody is called when nothing moves for long: whoever lies on the floor and cannot press is not found."
    ),
    "wandering": later("Nobody is called when the door is used at night, or when nobody has come back."),
    "routine": later("Usual days are not learned any more, and nobody hears that they have changed."),
    "visits": later("Expected care visits are not watched: nobody hears of one that was not made."),
    "environment": later("Nobody hears that the home is too cold or too hot, or that something was left on."),
    "centre": later("The care centre gets no alarms any more, and answers none. The people on the ladder do."),
    "routine detail": later("Family and carers do not see any more on these pages which room was used when."),
    "training": later("What a worn device felt is not used any more to improve detection."),
}  # fmt: skip
"""Function or sharing -> what is over once it is withdrawn, said before it is."""


def given(settings: Settings) -> dict[Function, Consent]:
    """Every function and sharing as it stands. Where nothing was ever written down everything is on, by nobody."""
    if settings.consent is None:
        return {name: Consent(agreed=True) for name in FUNCTIONS}
    return {name: settings.consent.get(name, Consent(agreed=False)) for name in FUNCTIONS}


def may_withdraw(role: Role, names: frozenset[str], of: Consent) -> bool:
    """Whether somebody of this role may withdraw it. `names`: by which they are known, in small letters.

    The resident may, unless an attorney or a best interests decision stands for them; so may whoever that was. An
    installer writes down what somebody else has decided.
    """
    if not of.agreed:
        return False
    decides, _, name = of.by.partition(": ")
    others = decides in DECIDES and decides != THE_RESIDENT
    if role == "installer":
        return True
    if role == "resident":
        return not others
    return role == "carer" and others and name.casefold() in names


def entry(decides: str, name: str, on: date) -> dict[str, Any]:
    """What is written down of a withdrawal: who decided it, and when."""
    return {"agreed": False, "by": f"withdrawn by {decides}" + (f": {name}" if name else ""), "on": on}


def changes(settings: Settings, function: Function, withdrawn: dict[str, Any]) -> dict[Function, dict[str, Any]]:
    """What is written into [consent]. Where it was never written, the other functions must not go with this one."""
    others = {name: {"agreed": True} for name in FUNCTIONS} if settings.consent is None else {}
    return {**others, function: withdrawn}
