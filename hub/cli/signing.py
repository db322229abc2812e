"""A signature over the files of an evidence folder, with a key of this hub (Ed25519), and whether it still fits.

The manifest is what `sha256sum -c` reads; the signature is what `openssl pkeyutl -verify -rawin` reads: nobody needs
carehub to check a copy.
"""

import os
import re
from hashlib import file_digest
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from hub.model.errors import CarehubError
from hub.shell.fingerprint import PUBLIC, fingerprint

PRIVATE = "evidence-key.pem"
MANIFEST, SIGNATURE = "manifest.txt", "manifest.sig"
NOT_LISTED = frozenset({MANIFEST, SIGNATURE, PUBLIC})
"""What is not in the manifest: itself, and what proves it."""
_LINE = re.compile(r"([0-9a-f]{64})  ([^/\\]+)")


def key_of(folder: Path) -> Ed25519PrivateKey:
    """The hub's key, made on first use. Only the hub's own user may make or read it."""
    file = folder / PRIVATE
    if not file.exists():
        _make(folder)
    try:
        key = load_pem_private_key(file.read_bytes(), password=None)
    except PermissionError as error:
        raise CarehubError(f"{file} may be read by the hub's own user only. Try: sudo -u carehub.") from error
    except ValueError as error:
        raise CarehubError(f"{file} is no key: restore it from a backup, or move it away for a new one.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise CarehubError(f"{file} is a key of another kind: restore it from a backup, or move it away for a new one.")
    return key


def _make(folder: Path) -> None:
    owner = folder.stat().st_uid
    if os.geteuid() != owner:
        raise CarehubError(f"{folder} is another user's: the key must be made by that one. Try: sudo -u carehub.")
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    _write(folder / PUBLIC, _public(key), 0o640)
    _write(folder / PRIVATE, private, 0o600)


def _write(file: Path, content: bytes, mode: int) -> None:
    """Whole or not at all, and never readable by others meanwhile."""
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    part.chmod(mode)
    part.replace(file)


def _public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def sign(folder: Path, key: Ed25519PrivateKey) -> None:
    """Lists every file of the folder with its hash, and signs the list."""
    names = sorted(file.name for file in folder.iterdir() if file.name not in NOT_LISTED)
    manifest = "".join(f"{_hash(folder / name)}  {name}\n" for name in names).encode()
    (folder / MANIFEST).write_bytes(manifest)
    (folder / SIGNATURE).write_bytes(key.sign(manifest))
    (folder / PUBLIC).write_bytes(_public(key))


def problems(folder: Path) -> list[str]:
    """Why this folder is not as it was signed; nothing if it is."""
    try:
        manifest = (folder / MANIFEST).read_bytes()
        signature, key = (folder / SIGNATURE).read_bytes(), load_pem_public_key((folder / PUBLIC).read_bytes())
    except (OSError, ValueError) as error:
        return [f"a part of the signature is missing or damaged: {error}"]
    if not isinstance(key, Ed25519PublicKey):
        return [f"{PUBLIC} is a key of another kind"]
    try:
        key.verify(signature, manifest)
    except InvalidSignature:
        return [f"{MANIFEST} is not as it was signed with {fingerprint(folder / PUBLIC)}"]
    return _differing(folder, manifest)


def _differing(folder: Path, manifest: bytes) -> list[str]:
    found, listed = [], set()
    for line in manifest.decode("utf-8", "replace").splitlines():
        match = _LINE.fullmatch(line)
        if match is None:
            found.append(f"{MANIFEST} has a line that names no file: {line[:80]}")
            continue
        listed.add(match[2])
        file = folder / match[2]
        if not file.is_file():
            found.append(f"{match[2]} is missing")
        elif _hash(file) != match[1]:
            found.append(f"{match[2]} was changed after it was signed")
    there = {file.name for file in folder.iterdir()} - NOT_LISTED - listed
    return found + [f"{name} was added after the signature" for name in sorted(there)]


def _hash(file: Path) -> str:
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()
