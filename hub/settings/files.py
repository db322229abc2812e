"""Where the files lie that carehub brings along: beside the package in a checkout, else where the wheel put them."""

import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def shipped(name: str) -> Path:
    """The path of a file of config/."""
    beside = CHECKOUT / "config" / name
    return beside if beside.is_file() else Path(sys.prefix) / "share" / "carehub" / name
