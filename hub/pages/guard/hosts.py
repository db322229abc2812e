"""Under which names these pages answer.

A page elsewhere could point a name of its own at the hub's address and then read what it answers (DNS rebinding). An
address in figures cannot be pointed anywhere, and names that only exist at home cannot be had by a stranger. What a
router answers to under a name of the internet's (fritz.box: .box can be bought) must stand in [pages] names.
"""

import ipaddress
import socket

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

AT_HOME = (".local", ".lan", ".home", ".home.arpa", ".internal")


def is_ours(host: str, names: tuple[str, ...]) -> bool:
    """Whether a browser may call these pages so. `names`: those in [pages] names."""
    name = host.rsplit(":", 1)[0] if (not host.endswith("]") and host.count(":") == 1) or "]:" in host else host
    name = name.strip("[]").rstrip(".").lower()
    try:
        ipaddress.ip_address(name)
    except ValueError:
        own = {"localhost", socket.gethostname().lower(), *(each.lower() for each in names)}
        return name in own or name.endswith(AT_HOME)
    return True


class Hosts:
    """Refuses every other name."""

    def __init__(self, app: ASGIApp, names: tuple[str, ...]) -> None:
        self._app, self._names = app, names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http" and not is_ours(Headers(scope=scope).get("host", ""), self._names):
            says = "These pages do not answer under this name. If it is theirs, add it to [pages] names in hub.toml.\n"
            await PlainTextResponse(says, 421)(scope, receive, send)
            return
        await self._app(scope, receive, send)
