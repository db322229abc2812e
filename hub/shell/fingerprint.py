"""The fingerprint of the key that signs evidence: what somebody compares, a year later, with what was noted then."""

import base64
from hashlib import sha256
from pathlib import Path

PUBLIC = "evidence-key.pub.pem"
"""The public half, beside the store and in every folder of evidence."""
EACH = 4


def fingerprint(file: Path) -> str | None:
    """SHA-256 of the public key, in groups of four; None if there is none (it is made when evidence is first signed).

    `openssl pkey -pubin -in evidence-key.pub.pem -outform DER | sha256sum` says the same.
    """
    try:
        lines = file.read_text(encoding="ascii").splitlines()
        key = base64.b64decode("".join(line for line in lines if not line.startswith("-")), validate=True)
    except (OSError, ValueError):
        return None
    digest = sha256(key).hexdigest()
    return " ".join(digest[n : n + EACH] for n in range(0, len(digest), EACH))
