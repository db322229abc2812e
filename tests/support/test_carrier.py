"""The fake carrier must be able to fail a test."""

import base64
import json
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Carrier

ANNA = "+447700900111"


def ask(url: str, path: str, given: dict[str, str] | None = None, token: str = TOKEN) -> Any:
    data = urllib.parse.urlencode(given).encode() if given is not None else None
    key = base64.b64encode(f"{ACCOUNT}:{token}".encode()).decode()
    request = urllib.request.Request(
        f"{url}/2010-04-01/Accounts/{ACCOUNT}{path}", data, {"Authorization": f"Basic {key}"}
    )
    with urllib.request.urlopen(request, timeout=5) as answer:
        return json.load(answer)


def send(url: str, body: str = "hello", to: str = ANNA) -> Any:
    return ask(url, "/Messages.json", {"To": to, "From": SENDER, "Body": body})


def test_an_unexpected_text_fails() -> None:
    with Carrier() as carrier:
        send(carrier.url)
        with pytest.raises(AssertionError, match="unexpected texts"):
            carrier.assert_nothing_else()


def test_an_expected_text_that_does_not_come_fails_and_says_what_came_instead() -> None:
    with Carrier() as carrier:
        send(carrier.url, "something else")
        with pytest.raises(AssertionError, match="something else"):
            carrier.expect(ANNA, "hello", within=0.05)


def test_each_text_is_expected_once() -> None:
    with Carrier() as carrier:
        send(carrier.url)
        carrier.expect(ANNA, "hello")
        carrier.assert_nothing_else()
        with pytest.raises(AssertionError, match="no text"):
            carrier.expect(ANNA, "hello", within=0.05)


def test_the_wrong_token_is_refused() -> None:
    with Carrier() as carrier, pytest.raises(urllib.error.HTTPError) as refused:
        ask(carrier.url, "/Messages.json", token="wrong")
    with refused.value as answer:
        assert (answer.code, json.load(answer)["code"]) == (401, 20003)


def test_a_list_is_filtered_and_comes_in_pages_newest_first() -> None:
    with Carrier() as carrier:
        for index in range(5):
            send(carrier.url, f"text {index}")
        send(carrier.url, "to another", "+447700900222")
        first = ask(carrier.url, f"/Messages.json?To=%2B447700900111&PageSize=3&From=%2B{SENDER[1:]}")
        path = first["next_page_uri"].removeprefix(f"/2010-04-01/Accounts/{ACCOUNT}")
        second = ask(carrier.url, path)
    bodies = [each["body"] for each in first["messages"] + second["messages"]]
    assert bodies == ["text 4", "text 3", "text 2", "text 1", "text 0"]
    assert second["next_page_uri"] is None


def test_a_text_is_delivered_when_asked_after() -> None:
    with Carrier() as carrier:
        taken = send(carrier.url)
        assert taken["status"] == "queued"
        assert ask(carrier.url, f"/Messages/{taken['sid']}.json")["status"] == "delivered"


def test_it_runs_as_a_program_that_prints_texts_and_takes_orders() -> None:
    program = [sys.executable, "-m", "tests.support.carrier"]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as running:
        assert running.stdin
        assert running.stdout
        url = json.loads(running.stdout.readline())["url"]
        sid = send(url)["sid"]
        assert json.loads(running.stdout.readline())["sid"] == sid
        running.stdin.write(json.dumps({"reply": {"number": ANNA, "text": "1 5"}}) + "\n")
        running.stdin.write(json.dumps({"behave": {"number": ANNA, "as": "refuse", "code": 21610}}) + "\n")
        seen = until(lambda: [each["body"] for each in ask(url, "/Messages.json")["messages"]] == ["1 5", "hello"])
        refused = until(lambda: refusal(url) == 21610)
        running.kill()
    assert seen
    assert refused


def until(so: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 5
    while not so():
        if time.monotonic() > deadline:
            return False
    return True


def refusal(url: str) -> int | None:
    try:
        send(url, "refused")
    except urllib.error.HTTPError as error:
        with error as answer:
            return int(json.load(answer)["code"])
    return None
