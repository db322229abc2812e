"""The HTTP half of the stand-in for Twilio: has the carrier answer each request, and misbehaves as it was told."""

import base64
import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from tests.support.carrier_behaviour import Behaviour, RefusalError

if TYPE_CHECKING:
    from tests.support.carrier import Carrier


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    carrier: "Carrier"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of many tests; anything else is a fault of the carrier."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        self._answer({})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self._answer(dict(parse_qsl(body.decode(), keep_blank_values=True)))

    def do_DELETE(self) -> None:
        self._answer({})

    def log_message(self, *_: object) -> None:
        """Said by `Carrier.requests`."""

    def _answer(self, given: dict[str, str]) -> None:
        carrier, parts = self.server.carrier, urlsplit(self.path)
        given = given or dict(parse_qsl(parts.query))
        carrier.ports.append(self.client_address[1])
        self.close_connection = self.close_connection and not carrier.keeps_connections
        carrier.requests.append((self.command, parts.path, given))
        try:
            self._authorise()
            behaviour, answer = self._operation(parts.path, given)
        except RefusalError as refusal:
            self._send(refusal.status, {"code": refusal.code, "message": str(refusal), "status": refusal.status,
                                        "more_info": f"https://www.twilio.com/docs/errors/{refusal.code}"})  # fmt: skip
            return
        self._finish(behaviour, answer)

    def _authorise(self) -> None:
        carrier = self.server.carrier
        right = base64.b64encode(f"{carrier.account}:{carrier.token}".encode()).decode()
        if self.headers.get("Authorization") != f"Basic {right}":
            raise RefusalError(401, 20003, "Authenticate")

    def _operation(self, path: str, given: dict[str, str]) -> tuple[Behaviour, dict[str, Any]]:
        carrier = self.server.carrier
        base = f"/2010-04-01/Accounts/{carrier.account}"
        if self.command == "POST" and path == f"{base}/Messages.json":
            return carrier.create(given)
        if path.startswith(f"{base}/Calls"):
            (carrier.trouble or Behaviour()).refuse()
            return Behaviour(), carrier.studio.call_operation(self.command, path.removeprefix(base), given)
        if path.startswith("/v2/Flows/"):
            (carrier.trouble or Behaviour()).refuse()
            behaviour, answer = carrier.studio.operation(self.command, path, given)
            return carrier.trouble or behaviour, answer
        if self.command == "GET":
            trouble = carrier.trouble or Behaviour()
            trouble.refuse()
            return trouble, self._read(path, base, given)
        raise RefusalError(404, 20404, f"The requested resource {path} was not found")

    def _read(self, path: str, base: str, given: dict[str, str]) -> dict[str, Any]:
        carrier = self.server.carrier
        if path == f"{base}/Messages.json":
            return carrier.listed(given, path)
        if path.startswith(f"{base}/Messages/SM"):
            return carrier.fetch(path.removeprefix(f"{base}/Messages/").removesuffix(".json"))
        if path == f"{base}/Balance.json":
            return {"account_sid": carrier.account, "balance": carrier.balance, "currency": "GBP"}
        if path == f"{base}/IncomingPhoneNumbers.json":
            return carrier.owned(given)
        if path == f"{base}.json":
            return carrier.account_fetched()
        raise RefusalError(404, 20404, f"The requested resource {path} was not found")

    def _finish(self, behaviour: Behaviour, answer: dict[str, Any]) -> None:
        if behaviour.does == "hang":
            self.server.carrier.released.wait()
            self.close_connection = True
        elif behaviour.does == "lose answer":
            self.close_connection = True
        elif behaviour.does == "garbage":
            self._send_bytes(200, b"<html>Please log in to the wireless network</html>", "text/html")
        else:
            self.server.carrier.released.wait(behaviour.seconds)
            if self.command == "DELETE":
                self._send_bytes(204, b"", "application/json")
            else:
                self._send(201 if self.command == "POST" else 200, answer)

    def _send(self, status: int, answer: dict[str, Any]) -> None:
        self._send_bytes(status, json.dumps(answer).encode(), "application/json")

    def _send_bytes(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The Date header, by the carrier's clock."""
        return super().date_time_string(self.server.carrier.now().timestamp() if timestamp is None else timestamp)
