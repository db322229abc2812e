"""A backup's file: one stream of bytes, sealed under a passphrase. Nothing of it can be read or changed without.

scrypt makes the key, AES-256-GCM seals pieces of one MiB, each with its number and whether it is the last: so pieces
cannot be left out, put in, swapped, or cut off. The head tells a wrong passphrase from a damaged file.
"""

import hmac
from collections.abc import Iterator
from hashlib import sha256
from secrets import token_bytes
from typing import TYPE_CHECKING, BinaryIO, Literal

from msgspec import Struct

from hub.model.errors import CarehubError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"carehub backup\n"
VERSION = 1
"""Of this file's form. A later one is refused: what it holds is not known here."""
COST = 16
"""2 to this power: 64 MB of memory and about 0.2 s on this kind of machine for every passphrase that is tried."""
MOST_COST = 17
"""What a file may ask for: the pages have 300 MB."""
SALT, PREFIX, CHECK, TAG = 16, 7, 32, 16
"""Bytes of the head's parts, and what AES-GCM adds to a piece."""
PIECE = 2**20
HEAD = len(MAGIC) + 2 + SALT + PREFIX + CHECK
SHORTEST = 12
"""Letters of a passphrase: whoever finds the file may try for years, and no lock-out slows them down."""

Why = Literal["not one", "newer", "passphrase", "damaged", "no room", "settings", "store"]


class NoBackup(CarehubError):  # noqa: N818 - it says what is so
    """The file cannot be used; nothing was changed. `why` is for pages, which say it in the reader's language."""

    def __init__(self, why: Why, says: str) -> None:
        self.why: Why = why
        super().__init__(says)


class _Keys(Struct, frozen=True):
    """What a passphrase becomes with a file's salt."""

    seals: bytes
    checks: bytes


def sealed(plain: Iterator[bytes], passphrase: str) -> Iterator[bytes]:
    """The sealed file, piece by piece."""
    salt, prefix = token_bytes(SALT), token_bytes(PREFIX)
    keys = _keys(passphrase, salt, COST)
    front = MAGIC + bytes((VERSION, COST)) + salt + prefix
    head = front + _check(keys, front)
    yield head
    cipher = _cipher(keys)
    for number, (piece, last) in enumerate(_with_last(_pieces(plain))):
        yield cipher.encrypt(_nonce(prefix, number, last), piece, head)


def sealed_size(plain: int) -> int:
    """Bytes of the sealed file of so many bytes."""
    return HEAD + plain + TAG * max(1, -(-plain // PIECE))


def unsealed(file: BinaryIO, passphrase: str) -> Iterator[bytes]:
    """What was sealed, piece by piece; each is proved before it is given out. NoBackup if the file cannot be used."""
    from cryptography.exceptions import InvalidTag

    head, keys = _opened(file, passphrase)
    prefix = head[len(MAGIC) + 2 + SALT :][:PREFIX]
    cipher = _cipher(keys)
    for number, (piece, last) in enumerate(_with_last(_sealed_pieces(file))):
        try:
            yield cipher.decrypt(_nonce(prefix, number, last), piece, head)
        except InvalidTag:
            raise _damaged() from None


def _opened(file: BinaryIO, passphrase: str) -> tuple[bytes, _Keys]:
    head = file.read(HEAD)
    if not head.startswith(MAGIC) or len(head) <= len(MAGIC):
        raise NoBackup("not one", "this file is no backup of carehub. Nothing was changed.")
    if (version := head[len(MAGIC)]) != VERSION:
        says = f"this backup was made by a newer carehub (form {version}): update carehub first. Nothing was changed."
        raise NoBackup("newer", says)
    if len(head) < HEAD or head[len(MAGIC) + 1] > MOST_COST:
        raise _damaged()
    front, check = head[:-CHECK], head[-CHECK:]
    keys = _keys(passphrase, front[len(MAGIC) + 2 :][:SALT], head[len(MAGIC) + 1])
    if not hmac.compare_digest(check, _check(keys, front)):
        raise NoBackup("passphrase", "the passphrase is wrong, or the file's head is damaged. Nothing was changed.")
    return head, keys


def _damaged() -> NoBackup:
    return NoBackup("damaged", "this backup is damaged or cut off: load or copy it again. Nothing was changed.")


def _cipher(keys: _Keys) -> "AESGCM":
    """Loaded only now: the pages begin without it, and take 6 MB less."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(keys.seals)


def _keys(passphrase: str, salt: bytes, cost: int) -> _Keys:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    made = Scrypt(salt=salt, length=64, n=2 ** max(cost, 1), r=8, p=1).derive(passphrase.encode())
    return _Keys(made[:32], made[32:])


def _check(keys: _Keys, front: bytes) -> bytes:
    return hmac.digest(keys.checks, front, sha256)


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + number.to_bytes(4) + bytes((last,))


def _pieces(plain: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of one length; at least one, which may be empty."""
    left = bytearray()
    for each in plain:
        left += each
        while len(left) > PIECE:
            yield bytes(left[:PIECE])
            del left[:PIECE]
    yield bytes(left)


def _sealed_pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(PIECE + TAG):
        yield piece


def _with_last(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each piece, and whether it is the last. Of nothing at all one empty last piece is made: it proves nothing."""
    before = next(pieces, b"")
    for piece in pieces:
        yield before, False
        before = piece
    yield before, True
