"""Days, months and hours, as the hub writes them in English: said in a reader's language."""

import re

from hub.pages.words import Say, later

NAMES = (
    later("Mon"), later("Tue"), later("Wed"), later("Thu"), later("Fri"), later("Sat"), later("Sun"),
    later("Jan"), later("Feb"), later("Mar"), later("Apr"), later("May"), later("Jun"), later("Jul"), later("Aug"),
    later("Sep"), later("Oct"), later("Nov"), later("Dec"),
    later("at any hour"), later("daily"), later("and"), later("to"),
)  # fmt: skip
_NAMES = re.compile(rf"\b({'|'.join(NAMES)})\b")


def times(text: str, say: Say) -> str:
    """A text that holds nothing but times, such as "Mon-Fri 18:00-08:00 and Sat 28 Nov": no name of anybody."""
    return _NAMES.sub(lambda found: say(found[0]), text)
