"""Headers of every answer. Nothing is fetched from elsewhere, nothing runs that is not a file of ours."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
SECURE = "max-age=31536000"
"""HTTPS only from now on: said where a proxy has a certificate that everybody trusts. Ours may be made anew one day,
and then nobody must be locked out."""


class Headers:
    """Adds the headers. What is about a person is kept by no cache; files of ours are, for their address changes."""

    def __init__(self, app: ASGIApp, always_https: bool) -> None:
        self._app, self._https = app, always_https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
                if self._https:
                    headers["strict-transport-security"] = SECURE
            await send(message)

        await self._app(scope, receive, with_headers)
