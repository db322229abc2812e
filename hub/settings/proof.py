"""Is a changed settings file just what was wanted? Its tables are compared; what cannot be proved is not written."""

import contextlib
from typing import Any

from hub.model.errors import CarehubError, SettingsError
from hub.settings.reading import toml


class NotWritten(CarehubError):  # noqa: N818 - it says what is so
    """The settings file was left as it was."""


def tables(text: str) -> dict[str, Any]:
    """What a TOML text says."""
    return toml(text, "hub.toml")


def proved(text: str, what: str, *wanted: dict[str, Any]) -> str:
    """The text, if its tables are `wanted`: a file may be written in ways that only a person can change."""
    with contextlib.suppress(SettingsError):
        found = tables(text)
        if any(same(found, each) for each in wanted):
            return text
    raise by_hand(what)


def by_hand(what: str) -> NotWritten:
    """Says that only a person can do this."""
    return NotWritten(f"the settings file is written in a way that carehub cannot change. By hand, let it {what}.")


def same(one: Any, other: Any) -> bool:
    """Whether both are the same in TOML: 1 is neither true nor 1.0."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(each, other[key]) for key, each in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)
