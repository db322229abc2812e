"""Lengths of time as people write them: "90s", "2m", "1h30m", "28d"."""

import re
from datetime import timedelta

_PARTS = re.compile(r"(?:([0-9]{1,6})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,9})s)?")


def duration(text: str) -> timedelta | None:
    """The length of time that `text` says, or None if it says none."""
    match = _PARTS.fullmatch(text)
    if not match or not text:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def written(length: timedelta) -> str:
    """`length` as people write it; parts of a second are left out."""
    left = int(length.total_seconds())
    parts = []
    for unit, seconds in (("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)):
        count, left = divmod(left, seconds)
        if count:
            parts.append(f"{count}{unit}")
    return "".join(parts) or "0s"
