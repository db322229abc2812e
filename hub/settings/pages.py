"""What must fit together in [pages]."""

import ipaddress

from hub.model.household import Settings
from hub.settings.place import Place


def only_https_leaves(settings: Settings, place: Place) -> None:
    """Refuses pages that would send passwords through the home's network for everybody to read."""
    pages = settings.pages
    host = pages.listen.rpartition(":")[0].strip("[]")
    if not pages.https and not _on_this_machine(host):
        at = place.key("pages").key("https")
        raise at.refuse("false, on an address that others reach", "true, or listen on 127.0.0.1 with a proxy before it")


def _on_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
