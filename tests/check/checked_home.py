"""A home whose settings are checked, and what its tests say of that."""

import socket
from pathlib import Path

from paho.mqtt.publish import single

from hub.check import checks
from hub.check_line import Line
from hub.model.household import Secret, Settings
from hub.settings import parse, resolve
from tests.support import notify as govuk
from tests.support.broker import RealBroker
from tests.support.carrier import ACCOUNT, SENDER, TOKEN

HOME = """
[hub]
id = "hub-0042"
data = "{data}"
[[residents]]
id = "mary"
name = "Mary S"
[[contacts]]
id = "anna"
name = "Anna"
phone = "+447700900111"
[[ladder]]
tell = [{tell}]
"""


MQTT = '[mqtt]\nurl = "{}"\n'


CENTRE = '[centre]\nurl = "{}"\n'


TEXTS = '[sms]\nprovider = "twilio"\nsender = "{}"\naccount = "{}"\ntoken = {{ env = "TOKEN" }}\napi_base = "{}"\n'


class Home:
    """A home to check: the smallest, and what a test adds."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.added = ""
        self.tell = '"anna"'

    def texts(self, base: str = "http://127.0.0.1:9", account: str = ACCOUNT) -> "Home":
        self.added += TEXTS.format(SENDER, account, base)
        return self

    def centre(self, url: str) -> "Home":
        self.added += CENTRE.format(url)
        self.tell = '"anna", "centre"'
        return self

    def broker(self, url: str, more: str = "") -> "Home":
        self.added += MQTT.format(url) + more
        return self

    def with_(self, text: str) -> "Home":
        self.added += text
        return self

    def settings(self) -> Settings:
        return parse(HOME.format(data=self.data, tell=self.tell) + self.added, "hub.toml")

    def lines(self, live: bool = False, vouched: str = "a test vouches") -> list[Line]:
        return list(checks(self.settings(), live=live, fetch=fetch, vouches=lambda: vouched))


def fetch(secret: Secret) -> str:
    here = {"TOKEN": TOKEN, "NOTIFY": govuk.KEY}
    return here[secret.env] if secret.env in here else resolve(secret)


def line(lines: list[Line], what: str, says: str) -> Line:
    """The one line about `what` that says so. Every line that is not fine says what to do."""
    assert all(each.do for each in lines if each.ok != "ok"), lines
    found = [each for each in lines if each.what == what and says in each.says]
    assert len(found) == 1, lines
    return found[0]


def keep(running: RealBroker, topic: str, payload: str) -> None:
    single(topic, payload, qos=1, retain=True, hostname="127.0.0.1", port=running.port)


class closed_port:  # noqa: N801 - reads as a word
    """A port of this machine that refuses connections: bound, and not listened at."""

    def __enter__(self) -> int:
        self._held = socket.socket()
        self._held.bind(("127.0.0.1", 0))
        return int(self._held.getsockname()[1])

    def __exit__(self, *_: object) -> None:
        self._held.close()
