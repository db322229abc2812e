"""A dead-man ping: a service outside the house hears that all is well here, and alarms when it does not.

Made for healthchecks (hosted, or one's own) and whatever takes the same: a request to the URL means that all is well,
one to URL/fail that it is not. Blocks: only ever called in a worker's thread.
"""

import http.client
import socket
import ssl
from urllib.parse import SplitResult, urlsplit

TIME_OUT = 5.0
"""Seconds for a connection, and again for an answer."""

FAIL = "/fail"


def ping(url: str, ill: str = "") -> str:
    """Say that all is well, or that the hub is `ill` and how. Returns why it could not be said; empty if it could.

    `ill` names no person: the service outside the house learns that a hub is ill, and not whose.
    """
    parts = urlsplit(url)
    path = parts.path.rstrip("/") + (FAIL if ill else "")
    connection = _connection(parts)
    try:
        connection.request(
            "POST" if ill else "GET", f"{path or '/'}{f'?{parts.query}' if parts.query else ''}",
            body=ill.encode() or None, headers={"User-Agent": "carehub", "Connection": "close"},
        )  # fmt: skip
        answer = connection.getresponse()
        answer.read(1000)
        return "" if answer.status < 300 else f"the service answered {answer.status}"
    except (OSError, http.client.HTTPException) as error:
        return _plain(error)
    finally:
        connection.close()


def _connection(parts: SplitResult) -> http.client.HTTPConnection:
    host = parts.hostname or ""
    if parts.scheme == "http":
        return http.client.HTTPConnection(host, parts.port, timeout=TIME_OUT)
    return http.client.HTTPSConnection(host, parts.port, timeout=TIME_OUT, context=ssl.create_default_context())


def _plain(error: OSError | http.client.HTTPException) -> str:
    """The sort of trouble, without the URL: whoever knows it can say that all is well."""
    if isinstance(error, TimeoutError):
        return f"no answer in {TIME_OUT:.0f} s"
    if isinstance(error, socket.gaierror):
        return "its name cannot be looked up"
    return f"it cannot be reached ({type(error).__name__})"
