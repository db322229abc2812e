"""One line of `carehub check`: what was looked at, how it is, and what to do."""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from hub.model.errors import SettingsError
from hub.model.household import Secret

Fetch = Callable[[Secret], str]
"""Gets a secret from where the settings say it is; SettingsError if it is not there."""


class Line(Struct, frozen=True):
    """`do` is empty where nothing needs to be done."""

    ok: Literal["ok", "warn", "bad"]
    what: str
    says: str
    do: str = ""


def no_secret(what: str, missing: SettingsError) -> Line:
    """What cannot be looked at without a secret that is not there."""
    do = f"Needed: {missing.expected}." + (f" For example: {missing.example}" if missing.example else "")
    return Line("bad", what, f"The secret is not there: {missing.path}: {missing.found}.", do)
