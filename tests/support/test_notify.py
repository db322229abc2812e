"""The fake Notify must be able to fail a test."""

import json
import time
import urllib.error
import urllib.request
from typing import Any

import jwt
import pytest

from tests.support.notify import KEY, SECRET, SERVICE, TEMPLATE, Notify

ANNA = "+447700900111"


def ask(notify: Notify, path: str, given: dict[str, Any] | None = None, *, secret: str = SECRET, iat: float = 0) -> Any:
    token = jwt.encode({"iss": SERVICE, "iat": int(time.time() + iat)}, secret, "HS256")
    data = json.dumps(given).encode() if given is not None else None
    request = urllib.request.Request(f"{notify.url}{path}", data, {"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request, timeout=5) as answer:
        return json.load(answer)


def send(notify: Notify, body: str = "hello", **more: Any) -> Any:
    given = {"phone_number": ANNA, "template_id": TEMPLATE, "personalisation": {"body": body}, **more}
    return ask(notify, "/v2/notifications/sms", given)


def refused(notify: Notify, path: str, given: dict[str, Any] | None = None, **how: Any) -> tuple[int, str]:
    with pytest.raises(urllib.error.HTTPError) as error:
        ask(notify, path, given, **how)
    with error.value as answer:
        return answer.code, json.load(answer)["errors"][0]["message"]


def test_an_unexpected_text_fails() -> None:
    with Notify() as notify:
        send(notify)
        with pytest.raises(AssertionError, match="unexpected texts"):
            notify.assert_nothing_else()
        with pytest.raises(AssertionError, match="no text to"):
            notify.expect(ANNA, "something else", within=0.05)
        notify.expect(ANNA, "hello")
        notify.assert_nothing_else()


def test_the_key_and_the_time_are_checked() -> None:
    with Notify() as notify:
        path = f"/v2/template/{TEMPLATE}"
        assert ask(notify, path)["body"] == "((body))"
        assert refused(notify, path, secret=SECRET[::-1]) == (403, "Invalid token: API key not found")
        assert refused(notify, path, iat=-40)[1].startswith("Error: Your system clock")
        notify.key = KEY.replace(SERVICE, SERVICE[::-1])
        assert refused(notify, path) == (403, "Invalid token: service not found")


def test_a_template_that_is_not_there_or_asks_for_more_takes_no_text() -> None:
    with Notify() as notify:
        given = {"phone_number": ANNA, "template_id": SERVICE, "personalisation": {"body": "x"}}
        assert refused(notify, "/v2/notifications/sms", given) == (400, "Template not found")
        notify.templates[TEMPLATE]["body"] = "((body)) ((name))"
        given["template_id"] = TEMPLATE
        assert refused(notify, "/v2/notifications/sms", given) == (400, "Missing personalisation: name")
        assert not notify.sent


def test_a_text_goes_from_created_to_what_becomes_of_it() -> None:
    with Notify() as notify:
        id_ = send(notify, reference="ours")["id"]
        send(notify, reference="another")
        seen = [ask(notify, f"/v2/notifications/{id_}")["status"] for _ in range(3)]
        assert seen == ["sending", "delivered", "delivered"]
        assert [each["id"] for each in ask(notify, "/v2/notifications?reference=ours")["notifications"]] == [id_]


def test_received_texts_come_in_pages_newest_first() -> None:
    with Notify() as notify:
        notify.page_size = 2
        for index in range(3):
            notify.replies(ANNA, str(index))
        first = ask(notify, "/v2/received-text-messages")
        next_ = ask(notify, first["links"]["next"].removeprefix(notify.url))
        words = [each["content"] for page in (first, next_) for each in page["received_text_messages"]]
        assert words == ["2", "1", "0"]
        assert first["received_text_messages"][0]["user_number"] == "447700900111"
