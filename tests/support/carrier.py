"""A carrier that behaves like Twilio's API of 2010-04-01, on loopback, and remembers everything that it was asked.

In tests: `with Carrier() as carrier: ...`, then `carrier.expect(number, "words")` and `carrier.assert_nothing_else()`.
As a program: `python -m tests.support.carrier --port 8089` prints each text that it takes as a line of JSON, and reads
lines of JSON: `{"reply": {"number": "+447700900111", "text": "1 5"}}`,
`{"behave": {"number": "+447700900111", "as": "refuse", "code": 21610}}`.
"""

import argparse
import json
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any, Self
from urllib.parse import quote, urlencode

from tests.support.carrier_behaviour import Behaviour, Does, RefusalError
from tests.support.carrier_server import Handler, Server
from tests.support.studio import Studio

ACCOUNT = "AC" + "0" * 32
TOKEN = "a token for tests"
SENDER = "+447700900000"


@dataclass
class Sent:
    """A text that the carrier took: when, and every parameter as it came."""

    at: datetime
    sid: str
    to: str
    sender: str
    body: str
    parameters: dict[str, str]
    clock: float = field(default_factory=time.monotonic, compare=False)


@dataclass
class _Message:
    sid: str
    direction: str
    sender: str | None
    to: str
    body: str
    at: datetime
    status: str
    becomes: str
    code: int | None = None
    service: str | None = None


class Carrier:
    """The carrier: what it was sent, what people reply, and how it behaves to each number."""

    def __init__(
        self, port: int = 0, *, account: str = ACCOUNT, token: str = TOKEN, told: Callable[[Sent], None] | None = None
    ) -> None:
        self.account, self.token = account, token
        self.sent: list[Sent] = []
        self.requests: list[tuple[str, str, dict[str, str]]] = []
        self.ports: list[int] = []
        self.keeps_connections = False  # although asked to close them
        self.privacy_allowed = True
        self.balance = "20.00"
        self.numbers = [SENDER]  # what the account owns
        self.page_size = 50
        self.time_shift = timedelta(0)
        self.trouble: Behaviour | None = None  # what befalls every request, whatever it asks
        self.released = threading.Event()
        self.studio = Studio()
        self._told = told
        self._behaviours: dict[str, list[Behaviour]] = {}
        self._messages: list[_Message] = []
        self._expected: set[str] = set()
        self._changed = threading.Condition()
        self._server = Server(("127.0.0.1", port), Handler)
        self._server.carrier = self

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), name="carrier", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    def behaves(self, number: str, does: Does, **details: Any) -> None:
        """From now on, to `number`. With `times=N` for the next N texts only, and then as before."""
        with self._changed:
            self._behaviours.setdefault(number, []).insert(0, Behaviour(does, **details))

    def replies(self, number: str, text: str, to: str = SENDER, at: datetime | None = None) -> str:
        """A person texts our number; returns the message's sid."""
        with self._changed:
            sid = self._sid()
            when = at or self.now()
            self._messages.append(_Message(sid, "inbound", number, to, text, when, "received", "received"))
            return sid

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
            self._expected.add(found.sid)
            return found

    def assert_nothing_else(self) -> None:
        """Fails if the carrier took a text, or a call, that nobody expected."""
        with self._changed:
            others = self._others()
        assert not others, f"unexpected texts: {others}"
        assert not self.studio.others(), f"unexpected calls: {self.studio.others()}"

    def now(self) -> datetime:
        """The carrier's own clock."""
        return datetime.now(UTC) + self.time_shift

    def _unexpected(self, number: str, words: Iterable[str]) -> Sent | None:
        for sent in self.sent:
            if sent.sid not in self._expected and sent.to == number and all(word in sent.body for word in words):
                return sent
        return None

    def _others(self) -> list[tuple[str, str]]:
        return [(sent.to, sent.body) for sent in self.sent if sent.sid not in self._expected]

    def _sid(self) -> str:
        return f"SM{len(self._messages) + 1:032x}"

    def _behaviour(self, number: str) -> Behaviour:
        with self._changed:
            for index, behaviour in enumerate(self._behaviours.get(number, [])):
                if behaviour.times is None:
                    return behaviour
                if behaviour.times > 0:
                    self._behaviours[number][index] = Behaviour(**{**vars(behaviour), "times": behaviour.times - 1})
                    return behaviour
        return Behaviour()

    # What follows answers requests, one method for each operation of the API.

    def create(self, given: dict[str, str]) -> tuple[Behaviour, dict[str, Any]]:
        self._check(given)
        behaviour = self.trouble or self._behaviour(given["To"])
        behaviour.refuse()
        if behaviour.does == "hang":
            return behaviour, {}
        return behaviour, self._public(self._take(given, behaviour))

    def _check(self, given: dict[str, str]) -> None:
        if not given.get("To"):
            raise RefusalError(400, 21604, "A 'To' phone number is required.")
        if not given.get("Body"):
            raise RefusalError(400, 21602, "Message body is required.")
        if not (given.get("From") or given.get("MessagingServiceSid")):
            raise RefusalError(400, 21603, "A 'From' phone number is required.")
        if not 1 <= int(given.get("ValidityPeriod", "36000")) <= 36000:
            raise RefusalError(400, 21623, "ValidityPeriod must be between 1 and 36000.")
        if not self.privacy_allowed and ("ContentRetention" in given or "AddressRetention" in given):
            raise RefusalError(400, 30029, "ContentRetention and AddressRetention are not enabled for this account.")

    def _take(self, given: dict[str, str], behaviour: Behaviour) -> _Message:
        becomes = {"accept": "sent", "fail": "undelivered"}.get(behaviour.does, "delivered")
        with self._changed:
            message = _Message(
                self._sid(), "outbound-api", given.get("From"), given["To"], given["Body"], self.now(), "queued",
                becomes,
                behaviour.code if behaviour.does == "fail" else None, given.get("MessagingServiceSid"),
            )  # fmt: skip
            sender = given.get("From") or given["MessagingServiceSid"]
            sent = Sent(datetime.now(UTC), message.sid, message.to, sender, message.body, dict(given))
            self._messages.append(message)
            self.sent.append(sent)
            self._changed.notify_all()
        if self._told:
            self._told(sent)
        return message

    def fetch(self, sid: str) -> dict[str, Any]:
        for message in self._messages:
            if message.sid == sid:
                message.status = message.becomes
                return self._public(message)
        raise RefusalError(404, 20404, "The requested resource was not found")

    def listed(self, given: dict[str, str], path: str) -> dict[str, Any]:
        size, page = int(given.get("PageSize", self.page_size)), int(given.get("Page", "0"))
        with self._changed:
            found = [each for each in reversed(self._messages) if _matches(each, given)]
        start, shown = page * size, found[page * size : (page + 1) * size]
        more = len(found) > start + size
        return {
            "messages": [self._public(each) for each in shown],
            "page": page, "page_size": size, "start": start, "end": start + max(len(shown) - 1, 0),
            "uri": _page_uri(path, given, page), "first_page_uri": _page_uri(path, given, 0),
            "previous_page_uri": _page_uri(path, given, page - 1) if page else None,
            "next_page_uri": _page_uri(path, given, page + 1, "PA" + shown[-1].sid) if more else None,
        }  # fmt: skip

    def owned(self, given: dict[str, str]) -> dict[str, Any]:
        uri = f"/2010-04-01/Accounts/{self.account}/IncomingPhoneNumbers"
        found = [number for number in self.numbers if given.get("PhoneNumber", number) == number]
        return {
            "incoming_phone_numbers": [
                {"sid": f"PN{index:032x}", "account_sid": self.account, "phone_number": number, "uri": f"{uri}/PN.json"}
                for index, number in enumerate(found)
            ],
            "page": 0, "page_size": 50, "start": 0, "end": 0, "uri": f"{uri}.json", "first_page_uri": f"{uri}.json",
            "previous_page_uri": None, "next_page_uri": None,
        }  # fmt: skip

    def account_fetched(self) -> dict[str, Any]:
        return {"sid": self.account, "friendly_name": "carehub tests", "status": "active", "type": "Full",
                "owner_account_sid": self.account, "uri": f"/2010-04-01/Accounts/{self.account}.json"}  # fmt: skip

    def _public(self, message: _Message) -> dict[str, Any]:
        when = format_datetime(message.at)
        uri = f"/2010-04-01/Accounts/{self.account}/Messages/{message.sid}"
        failed = message.status == "undelivered"
        return {
            "sid": message.sid, "account_sid": self.account, "api_version": "2010-04-01", "body": message.body,
            "date_created": when, "date_sent": when, "date_updated": when, "direction": message.direction,
            "error_code": message.code if failed else None, "error_message": "undelivered" if failed else None,
            "from": message.sender, "messaging_service_sid": message.service, "num_media": "0", "num_segments": "1",
            "price": None, "price_unit": "USD", "status": message.status, "to": message.to,
            "subresource_uris": {"media": uri + "/Media.json"}, "uri": uri + ".json",
        }  # fmt: skip


def _matches(message: _Message, given: dict[str, str]) -> bool:
    at = message.at.replace(microsecond=0)
    return (
        given.get("To") in (None, message.to)
        and given.get("From") in (None, message.sender)
        and ("DateSent" not in given or at.date() == _date(given["DateSent"]).date())
        and ("DateSent>" not in given or at >= _date(given["DateSent>"]))
        and ("DateSent<" not in given or at <= _date(given["DateSent<"]))
    )


def _date(text: str) -> datetime:
    when = datetime.fromisoformat(text)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _page_uri(path: str, given: dict[str, str], page: int, token: str = "") -> str:
    asked = {**given, "Page": str(page), **({"PageToken": token} if token else {})}
    return f"{path}?{urlencode(asked, quote_via=quote)}"


def obey(carrier: Carrier, line: str) -> None:
    """Do what one line of the program's input asks for."""
    asked = json.loads(line)
    if reply := asked.get("reply"):
        carrier.replies(reply["number"], reply["text"], **({"to": reply["to"]} if "to" in reply else {}))
    if behave := asked.get("behave"):
        number, does = behave.pop("number"), behave.pop("as")
        carrier.behaves(number, does, **behave)


def as_line(sent: Sent) -> str:
    """A text as the program prints it."""
    line = {"at": sent.at.isoformat(), "sid": sent.sid, "to": sent.to, "sender": sent.sender, "body": sent.body,
            "parameters": sent.parameters, "clock": sent.clock}  # fmt: skip
    return json.dumps(line, ensure_ascii=False)


def main() -> None:
    parser = argparse.ArgumentParser(description="A carrier on loopback that prints each text it takes.")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--account", default=ACCOUNT)
    parser.add_argument("--token", default=TOKEN)
    chosen = parser.parse_args()
    with Carrier(chosen.port, account=chosen.account, token=chosen.token,
                 told=lambda sent: print(as_line(sent), flush=True)) as carrier:  # fmt: skip
        print(json.dumps({"url": carrier.url, "account": carrier.account}), flush=True)
        for line in sys.stdin:
            obey(carrier, line)
        threading.Event().wait()


if __name__ == "__main__":
    main()
