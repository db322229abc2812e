"""A second factor: the six digits of an authenticator application (TOTP, RFC 6238: SHA-1, 30 s, six digits)."""

import base64
import hmac
import secrets
import struct
from datetime import datetime
from urllib.parse import quote

STEP = 30
"""Seconds that six digits are worth."""
DIGITS = 6
BYTES = 20
AROUND = (0, -1, 1)
"""Steps beside the present one that are taken too: telephones' clocks differ."""


def new_secret() -> str:
    """A secret to be shared with one application, in base 32."""
    return base64.b32encode(secrets.token_bytes(BYTES)).decode()


def code(secret: str, step: int) -> str:
    """The digits of one step."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", step), "sha1")
    at = digest[-1] & 15
    number = int.from_bytes(digest[at : at + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_of(secret: str, said: str, now: datetime, counted: int) -> int | None:
    """The step whose digits were said; None if they are wrong, or were used before (`counted`: the last step used)."""
    digits = said.replace(" ", "")
    present = int(now.timestamp()) // STEP
    for around in AROUND:
        step = present + around
        if step > counted and hmac.compare_digest(code(secret, step).encode(), digits.encode()):
            return step
    return None


def address(secret: str, name: str, home: str) -> str:
    """What an application reads from the picture (a QR code)."""
    return f"otpauth://totp/{quote(f'carehub {home}:{name}')}?secret={secret}&issuer={quote(f'carehub {home}')}"
