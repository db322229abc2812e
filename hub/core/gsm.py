"""What fits into one text: the GSM-7 alphabet and its 160 places (GSM 03.38)."""

import re
import unicodedata

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
DOUBLE = frozenset("^{}\\[~]|€\f")
"""Characters that take two places."""
PLACES = 160

_SPACES = re.compile(" +")

_PLAIN = {
    "–": "-", "—": "-", "‘": "'", "’": "'", "´": "'", "`": "'", "“": '"', "”": '"', "…": "...", "ł": "l", "Ł": "L",
    "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "œ": "oe", "Œ": "OE", "ı": "i", "\r": " ", "\n": " ", "\f": " ",
}  # fmt: skip
"""What NFKD does not take apart. Lines do not break within a text."""

_SAYS = (BASIC | DOUBLE) - set(_PLAIN)
"""What stays as it is: nearly every text is of nothing else."""


def plain(text: str) -> str:
    """`text` in GSM-7 only: accents that it lacks are dropped, so are pictures; what it cannot say becomes "?"."""
    if not _SAYS.issuperset(text):
        text = "".join(_plain(c) for c in unicodedata.normalize("NFC", text))
    return _SPACES.sub(" ", text)


def _plain(char: str) -> str:
    char = _PLAIN.get(char, char)
    if all(c in BASIC or c in DOUBLE for c in char):
        return char
    if char.isspace():
        return " "
    if unicodedata.category(char)[0] in "MSC":
        return ""
    bare = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    return bare if bare and all(c in BASIC for c in bare) else "?"


def places(text: str) -> int:
    """How many of the 160 places `text` takes."""
    return sum(2 if c in DOUBLE else 1 for c in text)


def fits(text: str) -> bool:
    """Whether `text` goes into one part."""
    return places(text) <= PLACES and all(c in BASIC or c in DOUBLE for c in text)


def cut(text: str, most: int) -> str:
    """`text` in at most `most` places, cut at a word where one ends in its second half."""
    if places(text) <= most:
        return text
    while text and places(text) > most - 1:
        text = text[:-1]
    if not text:
        return ""
    head, space, _ = text.rpartition(" ")
    return (head if space and len(head) > len(text) // 2 else text).rstrip(" ,.;") + "."
