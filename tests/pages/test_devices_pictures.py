"""Every use of a device has a picture of its own."""

import re

from hub.core.uses import USES
from hub.pages.rendering import STATIC


def test_every_use_has_one_picture() -> None:
    found = re.findall(r'<symbol id="([^"]+)"', (STATIC / "uses.svg").read_text())
    assert sorted(found) == sorted(use.replace(" ", "-") for use in USES)
