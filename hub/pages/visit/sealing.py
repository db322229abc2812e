"""A certificate's signature, by the hub's evidence key. Loaded when one is signed or read: it costs 8 MB."""

from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from hub.cli.signing import key_of


def sealed(folder: Path, text: str) -> tuple[str, str]:
    """Signature and public key, in hexadecimal. CarehubError if the hub's key cannot be read."""
    key = key_of(folder)
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return key.sign(text.encode()).hex(), public.hex()


def fits(text: str, signature: str, public: str) -> bool:
    """Whether the text is as it was signed."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True
