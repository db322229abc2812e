"""Passwords: how long, how kept, how compared. argon2id with 19 MiB and two rounds, as OWASP advises."""

import ctypes

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from hub.pages.words import later

SHORTEST = 10
"""Characters. Length is what makes a password hard to guess; nobody is asked for odd signs."""
LONGEST = 200
"""Characters: more would only cost the hub time."""

COMMON = frozenset(
    {"0123456789", "1234567890", "12345678910", "password12", "password123", "passwordpassword", "qwertyuiop",
     "qwerty12345", "iloveyou12", "letmein1234", "administrator", "carehub1234", "carehubcarehub", "1111111111",
     "0000000000", "abcdefghij", "abcdefghijk", "welcome123", "welcome1234", "changeme123"}
)  # fmt: skip

_LIBC = ctypes.CDLL(None)
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODYS = _HASHER.hash("a password that nobody has")


def hashed(password: str) -> str:
    """What is kept of a password."""
    try:
        return _HASHER.hash(password)
    finally:
        _give_back()


def fits(kept: str | None, password: str) -> bool:
    """Whether it is the password of which `kept` was kept. Without one (nobody of that name) it takes as long."""
    try:
        _HASHER.verify(kept or _NOBODYS, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    finally:
        _give_back()
    return kept is not None


def _give_back() -> None:
    """Lets the system have the 19 MiB again: from the second password on glibc would keep them for good."""
    trim = getattr(_LIBC, "malloc_trim", None)
    if trim is not None:
        trim(0)


def refusal(password: str, names: tuple[str, ...]) -> str:
    """Why this password may not be chosen, in words; empty if it may. `names`: what somebody would guess first."""
    lower = password.casefold()
    if len(password) < SHORTEST:
        return later("Use at least 10 characters: three or four words that do not belong together are easy to keep.")
    if len(password) > LONGEST:
        return later("Use at most 200 characters.")
    if lower in COMMON or len(set(lower)) < 4:
        return later("This password is among the first that somebody would guess. Take other words.")
    if any(name and lower == name.casefold() for name in names) or any(
        name.casefold() in lower and len(lower) - len(name) < 4 for name in names if len(name) > 2
    ):
        return later("A password must not be made of a name. Take other words.")
    return ""
