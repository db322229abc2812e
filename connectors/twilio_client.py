"""Twilio's own client, asked one thing at a time. Blocks: only ever called in a worker's thread.

Importing this file costs about 26 MB and half a second, so `connectors.twilio_sms` does it after the hub is ready for
alarms. Nothing here raises for what Twilio or the network does: `Failed` is a value.
"""

# mypy: disable-error-code="import-untyped"
# twilio ships no type hints; what comes out of it is typed here, once.

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec
from requests.exceptions import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client
from twilio.rest.api.v2010.account.message import MessageInstance

from connectors.never_left import never_left
from connectors.twilio_outcomes import Credit, Failed, Message

T = TypeVar("T")

TIME_OUT = 5.0
"""Seconds for a connection, and again for an answer (design section 3)."""


class Http(TwilioHttpClient):  # type: ignore[misc]
    """Sends every request to `base`, on a connection of its own.

    A kept connection would save one handshake, but a home router forgets quiet connections without a word, and then
    the first alarm after a quiet hour would wait out the time-out. `Connection: close` alone is not enough: where the
    answer does not repeat it, the connection is kept, and closed by Twilio just as it is used again.
    """

    def __init__(self, base: str) -> None:
        # Without a pool there is no adapter to give `max_retries=0` to: requests' own adapters never retry.
        super().__init__(pool_connections=False, timeout=TIME_OUT, max_retries=0)
        self._base = urlsplit(base)
        self.date: datetime | None = None

    def request(
        self,
        method: str,
        url: str,
        params: dict[str, object] | None = None,
        data: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> Response:
        """As the client asks, but to our base; remembers the date of the answer."""
        there = urlsplit(url)._replace(scheme=self._base.scheme, netloc=self._base.netloc).geturl()
        headers = {**(headers or {}), "Connection": "close"}
        answer = super().request(method, there, params, data, headers, auth, timeout, allow_redirects)
        self.date = _date(answer.headers)
        return answer


class _Problem(msgspec.Struct):
    """Twilio's answer to what it cannot do."""

    code: int | None = None


class Account:
    """One Twilio account."""

    def __init__(self, account: str, token: str, base: str) -> None:
        self._http = Http(base)
        self._client = Client(account, token, http_client=self._http)

    @property
    def date(self) -> datetime | None:
        """Twilio's clock at its last answer."""
        return self._http.date

    def create(self, parameters: dict[str, Any]) -> Message | Failed:
        """Hand over a text."""
        return asked(lambda: _message(self._client.messages.create(**parameters)))

    def fetch(self, sid: str) -> Message | Failed:
        """How a text fares."""
        return asked(lambda: _message(self._client.messages(sid).fetch()))

    def listed(self, filters: dict[str, Any], most: int) -> tuple[Message, ...] | Failed:
        """At most so many texts, newest first, all pages followed."""
        return asked(lambda: tuple(_message(each) for each in self._client.messages.list(limit=most, **filters)))

    def credit(self) -> Credit | Failed:
        """What is left on the account."""
        return asked(self._credit)

    def owns(self, number: str) -> bool | Failed:
        """Whether one of our own numbers is still one of the account's."""
        mine = self._client.incoming_phone_numbers
        return asked(lambda: any(each.phone_number == number for each in mine.list(phone_number=number, limit=5)))

    def _credit(self) -> Credit:
        left = self._client.balance.fetch()
        return Credit(float(left.balance or 0), left.currency or "")


def asked(ask: Callable[[], T]) -> T | Failed:
    """What Twilio answered, or why not."""
    try:
        return ask()
    except TwilioRestException as error:
        return Failed(error.msg, error.status, error.code, unsure=error.status >= 500)
    except TwilioException as error:
        return _failed_page(error)
    except RequestException as error:
        return Failed(_plain(error), unsure=not never_left(error))
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        # What came is not Twilio's JSON: a wireless network's log-in page, a proxy's error, a cut-off answer.
        return Failed(f"an answer that is not Twilio's ({type(error).__name__})")


def _failed_page(error: TwilioException) -> Failed:
    """A failed `list()` raises without status or code; the response may hide among the exception's arguments."""
    for each in error.args:
        if isinstance(each, Response):
            return Failed(each.text[:200], each.status_code, _code(each.text), unsure=False)
    return Failed(str(error)[:200], unsure=False)


def _code(text: str) -> int | None:
    try:
        return msgspec.json.decode(text, type=_Problem).code
    except msgspec.DecodeError:
        return None


def _plain(error: RequestException) -> str:
    """The sort of trouble, without addresses or numbers: they are of no use to the reader."""
    limit = f"in {TIME_OUT:.0f} s"
    names = {"ConnectTimeout": f"no connection to Twilio {limit}", "ReadTimeout": f"no answer from Twilio {limit}"}
    return names.get(type(error).__name__, f"no connection to Twilio ({type(error).__name__})")


def _message(told: MessageInstance) -> Message:
    if not told.sid:
        raise ValueError("an answer without an id")
    return Message(
        sid=told.sid, sender=told.from_ or "", to=told.to or "", body=told.body or "",
        inbound=told.direction == "inbound", status=str(told.status or ""),
        code=int(told.error_code) if told.error_code else None,
        sent=utc(told.date_sent or told.date_created),
    )  # fmt: skip


def utc(when: object) -> datetime | None:
    """A time of Twilio's, UTC."""
    if not isinstance(when, datetime):
        return None
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


def _date(headers: Mapping[str, str] | None) -> datetime | None:
    try:
        return utc(parsedate_to_datetime((headers or {})["Date"]))
    except (KeyError, ValueError):
        return None
