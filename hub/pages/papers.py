"""Where the certificate of these pages lies, and how somebody sees that it is the right one."""

import base64
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from hub.model.errors import CarehubError

PATIENCE = 60
"""Seconds that a small computer may take to make two keys and two certificates."""


class Papers(Struct, frozen=True):
    """What the server needs, and what a telephone may take into trust."""

    certificate: Path
    key: Path
    authority: Path

    @classmethod
    def in_(cls, folder: Path) -> "Papers":
        """Those that lie, or are to lie, in `folder`."""
        return cls(folder / "hub.pem", folder / "hub.key", folder / "authority.pem")

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the authority, as telephones and browsers show it; empty if there is none."""
        if not self.authority.exists():
            return ""
        lines = self.authority.read_text(encoding="ascii").splitlines()
        der = base64.b64decode("".join(line for line in lines if not line.startswith("-")))
        return sha256(der).digest().hex(":").upper()


def papers(folder: Path, hub: str, listens: str, names: tuple[str, ...]) -> Papers:
    """The papers in `folder`, made or renewed if need be. CarehubError if that fails."""
    command = [sys.executable, "-m", "hub.pages.certificates", str(folder), hub, listens, *names]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    if done.returncode != 0:
        why = done.stderr.strip().splitlines()[-1:] or ["no reason was given"]
        raise CarehubError(f"the certificate of the pages could not be made in {folder}: {why[0]}")
    return Papers.in_(folder)
