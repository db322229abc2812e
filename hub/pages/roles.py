"""Who may see and do what on the pages: one table. Every route names what it needs; nothing else decides."""

from typing import Literal, get_args

Role = Literal["installer", "carer", "responder", "resident", "left the settings"]
Right = Literal[
    "own account",  # one's own password, language and second factor
    "how it is",  # is all well, and how do we know; rooms; what is watched for
    "incidents",  # open and past incidents with their story
    "answer",  # take, carry on and close an incident
    "access",  # how to get in, once somebody has accepted; each look is written down
    "say all is well",  # cancel what nobody was told of yet, and answer "are you all right?"
    "routine",  # the usual days, in detail: only where [consent] lets contacts see it
    "pauses",  # away until, snooze, visit mode
    "devices",  # batteries, signals, when each was heard
    "people",  # contacts, ladder, hours: who is asked when
    "consent",  # what was agreed; whoever decided withdraws it, an installer writes that down
    "visit",  # set the home up, step by step
    "certificate",  # the proof of a visit, and earlier ones
    "settings",  # every setting, with undo
    "support",  # what is wrong, diagnostics, update
    "data",  # backup, restore, erase
    "accounts",  # who may sign in
]

MAY: dict[Role, frozenset[Right]] = {
    "installer": frozenset(
        {"own account", "how it is", "incidents", "pauses", "devices", "people", "consent", "visit", "certificate",
         "settings", "support", "data", "accounts"}
    ),
    "carer": frozenset(
        {"own account", "how it is", "incidents", "answer", "access", "routine", "pauses", "devices", "people",
         "consent", "certificate"}
    ),
    "responder": frozenset({"own account", "how it is", "incidents", "answer", "access"}),
    "resident": frozenset(
        {"own account", "how it is", "incidents", "say all is well", "routine", "pauses", "people", "consent",
         "certificate"}
    ),
    "left the settings": frozenset({"own account", "how it is", "incidents"}),
}  # fmt: skip
"""Role -> what it may see and do. An installer sets up how to get in and never sees the code again; a responder is at
the door of many homes and needs nothing of this one's days. Nobody is made "left the settings": whoever was linked to
somebody who is no longer there has no more rights than that, until an installer links them anew."""

ROLES: tuple[Role, ...] = get_args(Role)
GIVEN: tuple[Role, ...] = tuple(role for role in ROLES if role != "left the settings")
"""What somebody may be made."""


def may(role: Role, right: Right, routine_agreed: bool = True) -> bool:
    """Whether a role has a right. `routine_agreed`: contacts may see the resident's days in detail ([consent])."""
    if right == "routine" and role != "resident" and not routine_agreed:
        return False
    return right in MAY[role]


def may_know_where(role: Role, routine_agreed: bool, alarm_open: bool) -> bool:
    """Whether a role may see the last movement in each room.

    Who may see the usual days may. Whoever answers alarms may while one is open: somebody who goes to a house at night
    must know where to look first. When it is over they may not: it says how somebody lives.
    """
    return may(role, "routine", routine_agreed) or (alarm_open and may(role, "answer"))
