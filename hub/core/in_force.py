"""By which settings a hub works: a mark that two programs can compare."""

from hashlib import sha256
from typing import Any

import msgspec
from msgspec import Struct, structs

from hub.model.household import Settings


def mark(settings: Settings) -> str:
    """A mark of these settings: equal ones have the same. A suspended service has the mark of one that is not.

    While the resident is away the hub suspends the service by itself, and the file says nothing of it.
    """
    if settings.home.service == "suspended":
        settings = structs.replace(settings, home=structs.replace(settings.home, service="in service"))
    return sha256(msgspec.json.encode(_whole(settings), order="deterministic")).hexdigest()[:16]


def _whole(value: Any) -> Any:
    """With every default spelt out: whether one is left out when it is encoded depends on where it came from."""
    if isinstance(value, Struct):
        return [_whole(getattr(value, name)) for name in value.__struct_fields__]
    if isinstance(value, dict):
        return {name: _whole(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [_whole(each) for each in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)  # 2 and 2.0 are equal
    return value
