"""What somebody texts who wants to read each day that all is well: "daily 9", "daily 18:30", "daily off"; "dyddiol 9".

Only a whole text is one, and only of its sender: nobody asks for somebody else.
"""

import re

from msgspec import Struct

_DAILY = r"(?:please )?(?:daily|dyddiol)(?: text| neges)?"
_OFF = re.compile(rf"{_DAILY} (?:off|no more|dim mwy|i ffwrdd)|no (?:more )?daily(?: text)?")
_AT = re.compile(
    rf"(?:{_DAILY}|(?:every|each) day|bob dydd)(?: at| am)? "
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))? ?(?P<half>am|pm|yb|yh|o'?clock)?(?: please| plis)?"
)
_NO_TIME = re.compile(rf"{_DAILY}(?: [\w:.']+){{0,2}}")
AFTERNOON = frozenset({"pm", "yh"})
MORNING = frozenset({"am", "yb"})


class Wanted(Struct, frozen=True):
    """What somebody wants: at which minute of the day, or `off`. Neither: no time of day could be read."""

    minute: int | None = None
    off: bool = False


def read(text: str) -> Wanted | None:
    """What a text asks for; None if it is about something else."""
    words = " ".join(text[:100].lower().replace("’", "'").strip(" .!").split())
    if "?" in text:
        return None
    if _OFF.fullmatch(words):
        return Wanted(off=True)
    if (time := _AT.fullmatch(words)) is not None:
        return Wanted(_minute(int(time["hour"]), int(time["minute"] or 0), time["half"] or ""))
    return Wanted() if _NO_TIME.fullmatch(words) else None


def _minute(hour: int, minute: int, half: str) -> int | None:
    twelve = half in AFTERNOON | MORNING
    if minute > 59 or hour > (12 if twelve else 23) or (twelve and hour == 0):
        return None
    return ((hour % 12 + (12 if half in AFTERNOON else 0)) if twelve else hour) * 60 + minute


def minute_of(setting: str) -> int:
    """The minute of the day of a time as the settings have it: "09:00"."""
    hour, minute = setting.split(":")
    return int(hour) * 60 + int(minute)
