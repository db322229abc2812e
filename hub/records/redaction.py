"""A copy for the resident: other people's telephone numbers are taken out of everything, also out of sentences."""

import re
import unicodedata
from collections.abc import Iterable

REMOVED = "[number removed]"
SHORTEST = 7
"""Digits of the shortest run that is taken for a telephone's number; "2026 18:30" has six before its colon."""
LIKE = 9
"""Last digits by which a number is known, however its beginning is written: +44 7700 900111, 07700 900111."""

_BETWEEN = r"[\s()\[\].,/\-\u2010-\u2015\u2212·_+]*"
_RUN = re.compile(rf"\+?\(?\d(?:{_BETWEEN}\d){{{SHORTEST - 1},}}")
_DATE = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d")
_DATES = re.compile(rf"{_DATE.pattern}(?:[ T]\d\d(?::\d\d){{0,2}})?")


class Redaction:
    """Knows whose numbers may stay."""

    def __init__(self, own: Iterable[str | None]) -> None:
        self._own = frozenset(_last(number) for number in own if number)

    def number(self, number: str) -> str:
        """A number as it may be shown."""
        return number if not number or _last(number) in self._own else REMOVED

    def text(self, words: str) -> str:
        """Words without other people's numbers. Anything like a number goes if it is not certainly the resident's."""
        plain = unicodedata.normalize("NFKC", words)
        return _RUN.sub(self._kept, plain) if _RUN.search(plain) else words

    def _kept(self, found: re.Match[str]) -> str:
        run = found[0]
        if _DATES.fullmatch(run) or (_last(run) in self._own and len(_digits(run)) <= LONGEST):
            return run
        return REMOVED


LONGEST = 15
"""Digits of the longest number there is (E.164); with an exit code in front two more are never ours."""


def _digits(words: str) -> str:
    return "".join(str(unicodedata.decimal(one)) for one in words if one.isdecimal())


def _last(number: str) -> str:
    return _digits(number)[-LIKE:]
