"""A service that behaves like GOV.UK Notify's API v2, on loopback, and remembers everything that it was asked.

In tests: `with Notify() as notify: ...`, then `notify.expect(number, "words")` and `notify.assert_nothing_else()`.
A text is `created`, at the first look `sending`, and from the second on what becomes of it.
"""

import base64
import hashlib
import hmac
import json
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal, Self
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID, uuid5

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"carehub_tests-{SERVICE}-{SECRET}"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
SENDER_ID = "8e222534-7f05-4972-86e3-17c5d9f894e2"
OUR_NUMBER = "+447700900001"
Does = Literal["deliver", "accept", "permanent-failure", "temporary-failure", "technical-failure", "refuse", "hang",
               "lose answer", "garbage"]  # fmt: skip
TEAM_ONLY = "Can’t send to this recipient using a team-only API key"
TRIAL = "Can’t send to this recipient when service is in trial mode – see https://www.notifications.service.gov.uk/trial-mode"
NOT_A_NUMBER = "phone_number Number is not valid – double check the phone number you entered"
BOUND = 30
"""Seconds that a token may be away from our clock."""


@dataclass(frozen=True)
class Behaviour:
    """What becomes of a text, or of every request: refused with `status`, `error` and `message`; hangs; ..."""

    does: Does = "deliver"
    status: int = 400
    error: str = "BadRequestError"
    message: str = ""
    times: int | None = None


@dataclass
class Sent:
    """A text that Notify took: every field as it came, and how it fares."""

    id: str
    given: dict[str, Any]
    body: str
    at: datetime
    becomes: str
    status: str = "created"
    clock: float = field(default_factory=time.monotonic)

    @property
    def to(self) -> str:
        return str(self.given["phone_number"])


@dataclass(frozen=True)
class _Received:
    id: str
    number: str
    to: str
    text: str
    at: datetime


class RefusalError(Exception):
    """An answer other than 2xx."""

    def __init__(self, status: int, error: str, message: str) -> None:
        super().__init__(message)
        self.status, self.error = status, error


class Notify:
    """One service at Notify: its key, its templates, what it was sent, and what people reply."""

    def __init__(self, port: int = 0) -> None:
        self.key = KEY
        self.templates: dict[str, dict[str, str]] = {TEMPLATE: {"type": "sms", "body": "((body))"}}
        self.sent: list[Sent] = []
        self.requests: list[tuple[str, str, dict[str, Any]]] = []
        self.page_size = 250
        self.time_shift = timedelta(0)
        self.trouble: Behaviour | None = None  # what befalls every request, whatever it asks
        self.released = threading.Event()
        self._behaviours: dict[str, list[Behaviour]] = {}
        self._received: list[_Received] = []
        self._expected: set[str] = set()
        self._made = 0
        self._changed = threading.Condition()
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.notify = self

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), name="notify", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    def behaves(self, number: str, does: Does, **details: Any) -> None:
        """From now on, to `number`. With `times=N` for the next N texts only, and then as before."""
        with self._changed:
            self._behaviours.setdefault(number, []).insert(0, Behaviour(does, **details))

    def replies(self, number: str, text: str, to: str = OUR_NUMBER, at: datetime | None = None) -> str:
        """A person texts our number; returns the message's id."""
        with self._changed:
            id_ = self._id()
            self._received.insert(0, _Received(id_, number.lstrip("+"), to.lstrip("+"), text, at or self.now()))
            return id_

    def expect(self, number: str, *words: str, within: float = 30.0) -> Sent:
        """The oldest text to `number` with all `words` that was not expected before. Waits for it."""
        deadline = time.monotonic() + within
        with self._changed:
            while (found := self._unexpected(number, words)) is None:
                left = deadline - time.monotonic()
                if left <= 0:
                    raise AssertionError(
                        f"no text to {number} with {words} in {within} s; unexpected: {self._others()}"
                    )
                self._changed.wait(left)
            self._expected.add(found.id)
            return found

    def assert_nothing_else(self) -> None:
        """Fails if a text was taken that nobody expected."""
        with self._changed:
            others = self._others()
        assert not others, f"unexpected texts: {others}"

    def now(self) -> datetime:
        """Notify's own clock."""
        return datetime.now(UTC) + self.time_shift

    def _unexpected(self, number: str, words: tuple[str, ...]) -> Sent | None:
        free = (each for each in self.sent if each.id not in self._expected and each.to == number)
        return next((each for each in free if all(word in each.body for word in words)), None)

    def _others(self) -> list[tuple[str, str]]:
        return [(each.to, each.body) for each in self.sent if each.id not in self._expected]

    def _id(self) -> str:
        self._made += 1
        return str(uuid5(UUID(SERVICE), str(self._made)))

    def _behaviour(self, number: str) -> Behaviour:
        with self._changed:
            for index, each in enumerate(self._behaviours.get(number, [])):
                if each.times is None:
                    return each
                if each.times > 0:
                    self._behaviours[number][index] = Behaviour(**{**vars(each), "times": each.times - 1})
                    return each
        return Behaviour()

    # What follows answers requests, one method for each operation of the API.

    def create(self, given: dict[str, Any]) -> tuple[Behaviour, dict[str, Any]]:
        body = self._body(given)
        if given.get("sms_sender_id", SENDER_ID) != SENDER_ID:
            says = f"sms_sender_id {given['sms_sender_id']} does not exist in database for service id {SERVICE}"
            raise RefusalError(400, "BadRequestError", says)
        behaviour = self._behaviour(given["phone_number"])
        if behaviour.does == "refuse":
            raise RefusalError(behaviour.status, behaviour.error, behaviour.message)
        if behaviour.does == "hang":
            return behaviour, {}
        becomes = {"deliver": "delivered", "accept": "sending"}.get(behaviour.does, behaviour.does)
        if becomes in ("lose answer", "garbage"):
            becomes = "delivered"
        with self._changed:
            sent = Sent(self._id(), dict(given), body, self.now(), becomes)
            self.sent.append(sent)
            self._changed.notify_all()
        template = {"id": given["template_id"], "version": 1, "uri": f"{self.url}/v2/template/{given['template_id']}"}
        return behaviour, {
            "id": sent.id, "reference": given.get("reference"), "uri": f"{self.url}/v2/notifications/{sent.id}",
            "content": {"body": body, "from_number": OUR_NUMBER.lstrip("+")}, "template": template,
        }  # fmt: skip

    def _body(self, given: dict[str, Any]) -> str:
        template = self.templates.get(given.get("template_id", ""))
        if template is None:
            raise RefusalError(400, "BadRequestError", "Template not found")
        if template["type"] != "sms":
            says = f"{template['type']} template is not suitable for sms notification"
            raise RefusalError(400, "BadRequestError", says)
        personal = given.get("personalisation", {})
        missing = [name for name in ("body", "name") if f"(({name}))" in template["body"] and name not in personal]
        if missing:
            raise RefusalError(400, "BadRequestError", f"Missing personalisation: {', '.join(missing)}")
        body = template["body"].replace("((body))", personal.get("body", ""))
        if len(body) > 918:
            raise RefusalError(400, "BadRequestError", "Text messages cannot be longer than 918 characters.")
        return body

    def fetch(self, id_: str) -> dict[str, Any]:
        for each in self.sent:
            if each.id == id_:
                each.status = "sending" if each.status == "created" else each.becomes
                return self._public(each)
        raise RefusalError(404, "NoResultFound", "No result found")

    def listed(self, given: dict[str, str]) -> dict[str, Any]:
        found = [each for each in reversed(self.sent) if given.get("reference") in (None, each.given.get("reference"))]
        return {
            "notifications": [self._public(each) for each in found[: self.page_size]],
            "links": {"current": self.url},
        }

    def received(self, given: dict[str, str]) -> dict[str, Any]:
        with self._changed:
            ids = [each.id for each in self._received]
            start = ids.index(given["older_than"]) + 1 if "older_than" in given else 0
            shown = self._received[start : start + self.page_size]
        links = {"current": f"{self.url}/v2/received-text-messages"}
        if shown:
            links["next"] = f"{links['current']}?older_than={shown[-1].id}"
        return {
            "received_text_messages": [
                {
                    "id": each.id, "user_number": each.number, "notify_number": each.to, "service_id": SERVICE,
                    "content": each.text, "created_at": _stamp(each.at),
                }
                for each in shown
            ],
            "links": links,
        }  # fmt: skip

    def template(self, id_: str) -> dict[str, Any]:
        if id_ not in self.templates:
            raise RefusalError(404, "NoResultFound", "No result found")
        return {"id": id_, "name": "carehub", "version": 1, "created_by": "somebody@example.gov.uk", "subject": None,
                "personalisation": {"body": {"required": True}}, **self.templates[id_]}  # fmt: skip

    def _public(self, sent: Sent) -> dict[str, Any]:
        done = _stamp(self.now()) if sent.status == sent.becomes else None
        return {
            "id": sent.id, "reference": sent.given.get("reference"), "phone_number": sent.to, "type": "sms",
            "status": sent.status, "body": sent.body, "email_address": None, "subject": None,
            "template": {"id": sent.given["template_id"], "version": 1, "uri": f"{self.url}/v2/template"},
            "created_at": _stamp(sent.at), "sent_at": _stamp(sent.at), "completed_at": done,
        }  # fmt: skip

    def authorise(self, header: str) -> None:
        """A JSON web token of HS256, signed with the last 36 letters of the key, and of about this time."""
        parts = header.removeprefix("Bearer ").split(".")
        if not header.startswith("Bearer ") or len(parts) != 3:
            raise RefusalError(401, "AuthError", "Unauthorized: authentication token must be provided")
        signed, secret = f"{parts[0]}.{parts[1]}".encode(), self.key[-36:].encode()
        claims = json.loads(_decoded(parts[1]))
        if claims.get("iss") != self.key[-73:-37]:
            raise RefusalError(403, "AuthError", "Invalid token: service not found")
        if not hmac.compare_digest(hmac.new(secret, signed, hashlib.sha256).digest(), _decoded(parts[2])):
            raise RefusalError(403, "AuthError", "Invalid token: API key not found")
        if abs(claims["iat"] - self.now().timestamp()) > BOUND:
            says = "Error: Your system clock must be accurate to within 30 seconds"
            raise RefusalError(403, "AuthError", says)


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    notify: Notify


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        self._answer({})

    def do_POST(self) -> None:
        self._answer(json.loads(self.rfile.read(int(self.headers.get("Content-Length", "0")))))

    def log_message(self, *_: object) -> None:
        """Said by `Notify.requests`."""

    def _answer(self, given: dict[str, Any]) -> None:
        notify, parts = self.server.notify, urlsplit(self.path)
        given = given or dict(parse_qsl(parts.query))
        notify.requests.append((self.command, parts.path, given))
        trouble = notify.trouble
        try:
            if trouble is not None and trouble.does == "refuse":
                raise RefusalError(trouble.status, trouble.error, trouble.message)
            notify.authorise(self.headers.get("Authorization", ""))
            behaviour, answer = (trouble, {}) if trouble is not None else self._operation(parts.path, given)
        except RefusalError as refusal:
            errors = [{"error": refusal.error, "message": str(refusal)}]
            self._send(refusal.status, {"status_code": refusal.status, "errors": errors})
            return
        self._finish(behaviour, answer)

    def _operation(self, path: str, given: dict[str, Any]) -> tuple[Behaviour, dict[str, Any]]:
        notify, fine = self.server.notify, Behaviour()
        if (self.command, path) == ("POST", "/v2/notifications/sms"):
            return notify.create(given)
        if self.command == "GET" and path == "/v2/notifications":
            return fine, notify.listed(given)
        if self.command == "GET" and path.startswith("/v2/notifications/"):
            return fine, notify.fetch(path.rpartition("/")[2])
        if self.command == "GET" and path == "/v2/received-text-messages":
            return fine, notify.received(given)
        if self.command == "GET" and path.startswith("/v2/template/"):
            return fine, notify.template(path.rpartition("/")[2])
        raise RefusalError(404, "NotFound", "The requested URL was not found on the server")

    def _finish(self, behaviour: Behaviour, answer: dict[str, Any]) -> None:
        if behaviour.does == "hang":
            self.server.notify.released.wait()
            self.close_connection = True
        elif behaviour.does == "lose answer":
            self.close_connection = True
        elif behaviour.does == "garbage":
            self._send_bytes(200, b"<html>Please log in to the wireless network</html>", "text/html")
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
        """The Date header, by Notify's clock."""
        return super().date_time_string(self.server.notify.now().timestamp() if timestamp is None else timestamp)
