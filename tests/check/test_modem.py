"""`carehub check` looks at the modem: what it says of one in a good place, and of one in trouble."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from connectors.modem.words import Lock, State
from hub.check import checks
from hub.check_line import Line
from hub.settings import parse
from tests.support.modem_beside import Beside, beside

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
tell = ["anna"]
[sms]
provider = "modem"
[modem]
"""
CREDIT = "credit_code = \"*#1345#\"\ncredit_pattern = 'balance is £([0-9.]+)'\n"


@pytest.fixture
def modem(monkeypatch: pytest.MonkeyPatch) -> Iterator[Beside]:
    with beside() as running:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", running.address)
        yield running


def said(folder: Path, more: str = "", *, live: bool = True) -> tuple[list[tuple[str, str]], Line]:
    """What is said of the modem, and the verdict."""
    settings = parse(HOME.format(data=folder / "data") + more, "hub.toml")
    lines = list(checks(settings, live=live, vouches=lambda: "a test vouches"))
    assert all(each.do for each in lines if each.ok != "ok"), lines
    return [(each.ok, each.says) for each in lines if each.what == "modem"], lines[-1]


def test_a_modem_in_a_good_place(tmp_path: Path, modem: Beside) -> None:
    told, verdict = said(tmp_path, CREDIT)
    assert told == [
        ("ok", "It is ready: Test Network, signal 67 %, own number +447700900009."),
        ("ok", "The SIM's credit: Your balance is £12.50."),
    ]
    assert (verdict.ok, verdict.says) == ("warn", "ONE way out (the modem): if it fails, nobody is told.")
    assert modem.modem.sent == [] and modem.modem.kept == [], "nothing is sent, and nothing is left behind"


def test_without_live_the_network_is_asked_nothing(tmp_path: Path, modem: Beside) -> None:
    told, _ = said(tmp_path, CREDIT, live=False)
    assert [ok for ok, _ in told] == ["ok"]
    assert set(modem.modem.asked) == {"GetManagedObjects"}


def test_with_a_provider_an_alarm_has_two_ways_that_do_not_fail_together(tmp_path: Path, modem: Beside) -> None:
    assert modem.address
    twilio = '[sms.second]\nprovider = "twilio"\nsender = "+447700900000"\naccount = "AC1"\ntoken = { env = "HOME" }\n'
    _, verdict = said(tmp_path, twilio, live=False)
    assert (verdict.ok, verdict.says) == ("ok", "An alarm can get out by the modem and by text messages.")


@pytest.mark.parametrize(
    ("ussd", "ok", "says"),
    [
        ("Your balance is £1.20", "warn", "The SIM's credit: Your balance is £1.20"),
        ("Your balance is £0.00", "bad", "The SIM's credit: Your balance is £0.00"),
        ("1 Menu", "warn", "The network's answer about the SIM's credit cannot be read: \"1 Menu\"."),
        (None, "warn", "The network does not answer *#1345# (Core.Unsupported)."),
    ],
)
def test_credit(tmp_path: Path, modem: Beside, ussd: str | None, ok: str, says: str) -> None:
    modem.modem.ussd = ussd
    told, verdict = said(tmp_path, CREDIT)
    assert told[1] == (ok, says)
    assert (verdict.ok == "bad") == (ok == "bad")


def test_a_weak_signal(tmp_path: Path, modem: Beside) -> None:
    modem.do(modem.modem.set(signal=12))
    told, _ = said(tmp_path)
    assert told == [("warn", "Its signal is weak: Test Network, signal 12 %, own number +447700900009.")]


def test_a_sim_that_asks_for_its_pin_is_not_given_it(tmp_path: Path, modem: Beside) -> None:
    modem.do(modem.modem.set(state=State.LOCKED, lock=Lock.SIM_PIN))
    told, verdict = said(tmp_path)
    assert told == [("bad", "No text can leave by it: the SIM asks for a PIN, and modem.pin is not set.")]
    assert verdict.ok == "bad"
    assert "SendPin" not in modem.modem.asked


def test_a_user_who_may_not_text(tmp_path: Path, modem: Beside) -> None:
    modem.modem.fails["Create"] = ["Core.Unauthorized"]
    told, verdict = said(tmp_path)
    assert told == [("bad", "No text can leave by it: the hub's user may not use the modem.")]
    assert verdict.ok == "bad"


def test_no_bus_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={os.devnull}/none")
    told, _ = said(tmp_path)
    assert told == [("bad", "No text can leave by it: the system's message bus (D-Bus) does not answer.")]
