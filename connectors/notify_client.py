"""GOV.UK Notify's own client, asked one thing at a time. Blocks: only ever called in a worker's thread.

Importing this file costs about 10 MB, so `connectors.notify_sms` does it after the hub is ready for alarms. Nothing
here raises for what Notify or the network does: `Failed` is a value.
"""

# mypy: disable-error-code="no-untyped-call"
# The client ships no type hints; what comes out of it is typed here, once.

import re
import time
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import jwt
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient
from requests import Response

from connectors.never_left import never_left
from connectors.notify_outcomes import Failed, Reply, Sent, Template, number

T = TypeVar("T")

TIME_OUT = 5.0
"""Seconds for a connection, and again for an answer (design section 3)."""
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_KEY = re.compile(rf"(?:.*-)?{_UUID}-{_UUID}", re.IGNORECASE)


class _Client(NotificationsAPIClient):
    """One request, on a connection of its own, as for Twilio; signed by Notify's clock, as far as that is known.

    The client is not safe for several threads, so it is made anew each time; that costs nothing.
    """

    def __init__(self, key: str, base: str, ahead: timedelta) -> None:
        super().__init__(key, base_url=base, timeout=(TIME_OUT, TIME_OUT))
        self._ahead = ahead
        self.date: datetime | None = None

    def generate_headers(self, api_token: str) -> dict[str, str]:
        """As the client's own, but the token is of Notify's time: it refuses one that is 30 s away from its clock."""
        issued = int(time.time() + self._ahead.total_seconds())
        headers = {"typ": "JWT", "alg": "HS256"}
        token = jwt.encode({"iss": self.service_id, "iat": issued}, self.api_key, "HS256", headers)
        return {**super().generate_headers(token), "Connection": "close"}

    def _process_json_response(self, response: Response) -> Any:
        self.date = _date(response)
        return super()._process_json_response(response)


class Account:
    """One service at Notify, by an API key."""

    def __init__(self, key: str, template: str, sender_id: str, base: str) -> None:
        self._key, self._template, self._sender, self._base = key.strip(), template, sender_id, base
        self._ahead = timedelta(0)
        self.date: datetime | None = None

    def create(self, to: str, body: str, reference: str) -> str | Failed:
        """Hand over a text; its id."""
        return self._asked(lambda client: _id(client.send_sms_notification(
            phone_number=to, template_id=self._template, personalisation={"body": body}, reference=reference,
            sms_sender_id=self._sender or None,
        )))  # fmt: skip

    def fetch(self, id_: str) -> Sent | Failed:
        """How a text fares."""
        return self._asked(lambda client: _sent(client.get_notification_by_id(id_)))

    def referred(self, reference: str) -> tuple[Sent, ...] | Failed:
        """The texts with our own reference, newest first."""
        return self._asked(
            lambda client: tuple(map(_sent, client.get_all_notifications(reference=reference)["notifications"]))
        )

    def received(self, since: datetime, known: Collection[str], most: int) -> tuple[Reply, ...] | Failed:
        """Texts to us, newest first, until they are older, or a whole page is known: all pages that are needed."""
        return self._asked(lambda client: tuple(_received(client, since, known, most)))

    def template(self) -> Template | Failed:
        """The template that every text is made from."""
        return self._asked(lambda client: _template(client.get_template(self._template)))

    def _asked(self, ask: Callable[[_Client], T]) -> T | Failed:
        if not _KEY.fullmatch(self._key):
            return Failed("an API key is a name and two ids, as Notify shows it once", 403, "AuthError", unsure=False)
        answer, date = self._ask(ask)
        if isinstance(answer, Failed) and answer.status == 403 and "clock" in answer.message.lower() and date:
            # Without a battery clock the first alarm after a power cut may come before the time is known.
            self._ahead = date - datetime.now(UTC)
            answer, _ = self._ask(ask)
        return answer

    def _ask(self, ask: Callable[[_Client], T]) -> tuple[T | Failed, datetime | None]:
        client = _Client(self._key, self._base, self._ahead)
        try:
            answer: T | Failed = ask(client)
        except APIError as error:
            if error.response is not None:
                client.date = _date(error.response)
            answer = _failed(error)
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            # What came is not Notify's JSON: a wireless network's log-in page, a proxy's error, a cut-off answer.
            answer = Failed(f"an answer that is not GOV.UK Notify's ({type(error).__name__})")
        finally:
            client.request_session.close()
        self.date = client.date or self.date
        return answer, client.date


def _failed(error: APIError) -> Failed:
    """What went wrong. An answer that is no JSON came through, and is none of Notify's; without an answer at all the
    client says 503, and why hides behind it.
    """
    if error.response is None:
        cause = error.__cause__
        return Failed(_plain(cause), unsure=not never_left(cause))
    if error.response.ok:
        return Failed("an answer that is not GOV.UK Notify's")
    first = error.message[0] if isinstance(error.message, list) and error.message else error.message
    kind, words = (first.get("error", ""), first.get("message", "")) if isinstance(first, dict) else ("", str(first))
    status = int(error.status_code)
    return Failed(str(words)[:200], status, str(kind), unsure=status >= 500)


def _plain(error: BaseException | None) -> str:
    """The sort of trouble, without addresses or numbers: they are of no use to the reader."""
    limit, name = f"in {TIME_OUT:.0f} s", type(error).__name__
    begins = {"ConnectTimeout": "no connection to", "ReadTimeout": "no answer from"}
    return f"{begins[name]} GOV.UK Notify {limit}" if name in begins else f"no connection to GOV.UK Notify ({name})"


def _received(client: _Client, since: datetime, known: Collection[str], most: int) -> Iterator[Reply]:
    last: str | None = None
    for _ in range(most):
        page = [_reply(each) for each in client.get_received_texts(older_than=last)["received_text_messages"]]
        yield from (each for each in page if each.sent is None or each.sent >= since)
        if not page or all(each.id in known for each in page) or (page[-1].sent or since) < since:
            return
        last = page[-1].id


def _id(told: dict[str, Any]) -> str:
    if not isinstance(told["id"], str):
        raise TypeError("an answer without an id")
    return told["id"]


def _sent(told: dict[str, Any]) -> Sent:
    return Sent(_id(told), str(told["status"]))


def _reply(told: dict[str, Any]) -> Reply:
    return Reply(
        id=_id(told), number=number(str(told["user_number"])), to=number(str(told["notify_number"])),
        body=str(told["content"]), sent=_moment(told.get("created_at")),
    )  # fmt: skip


def _template(told: dict[str, Any]) -> Template:
    return Template(str(told["type"]), str(told["body"]))


def _moment(text: object) -> datetime | None:
    if not isinstance(text, str):
        return None
    when = datetime.fromisoformat(text)
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


def _date(response: Response) -> datetime | None:
    try:
        return parsedate_to_datetime(response.headers["Date"]).astimezone(UTC)
    except (KeyError, ValueError):
        return None
