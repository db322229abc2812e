"""A real auditor beside a real hub, both in a hurry: whatever befalls the hub, a person is told within their minute.

Their minute lasts 4 s here. What a test waits for longer is the first text of a process, whose library must be loaded.
"""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest

from tests.support.broker import RealBroker
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Behaviour, Carrier, Sent
from tests.support.home import ANNA, BEN, HOME, ROOT, RunningHub, press, twilio, zigbee
from tests.support.outside import GRACE, PERIOD, Outside
from tests.support.peer import Peer, peer

FACTOR = 1 / 15
MINUTE = 60 * FACTOR
CALM = 1 / 4
"""For what must not be told: a hub on a busy machine starts within their minute, which is fifteen seconds then."""
LOADING = 5.0
"""Seconds more, for the first text of a process on a busy machine."""
CARL = "+447700900113"

LADDER = '[[ladder]]\ntell = ["anna", "ben"]\nwait = "2m"\n'
CONTACT = f'[[contacts]]\nid = "carl"\nname = "Carl"\nphone = "{CARL}"\n'


class Watched(RunningHub):
    """A hub in a hurry, and its auditor. Carl is told of trouble, by a carrier of the auditor's own."""

    def __init__(
        self, folder: Path, home: RealBroker, carrier: Carrier, own: Carrier, audit: str = "", factor: float = FACTOR
    ) -> None:
        self.factor = factor
        way = twilio(own.url, ACCOUNT, "+447700900002").replace("[sms]", "[audit.sms]")
        texts = twilio(carrier.url, ACCOUNT, SENDER)
        sections = (CONTACT, zigbee(home.port), texts, f'[audit]\ntell = ["carl"]\n{audit}', way)
        super().__init__(folder, *sections, ladder=LADDER, token=TOKEN, home=HOME)
        self.hub_offset, self.audit_offset = folder / "hub-offset", folder / "audit-offset"
        for offset in (self.hub_offset, self.audit_offset):
            offset.write_text("0")
        self.audit_log = folder / "audit.log"
        self._auditor: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        super().__enter__()
        self.audit()
        return self

    def __exit__(self, *given: object) -> None:
        try:
            self.end_audit()
        finally:
            self.thaw()
            super().__exit__(*given)

    def start(self, ready: bool = True) -> None:
        """Start the hub."""
        self._process = self._begin("hub", self.hub_offset, self.log)
        if ready:
            self.until(self.answers, "the hub answers")

    def audit(self) -> None:
        """Start the auditor, and wait until it has seen the hub beat."""
        (self.data / "audit.json").unlink(missing_ok=True)
        self._auditor = self._begin("audit", self.audit_offset, self.audit_log)
        self.until(lambda: self.audited() > 3, "the auditor looks")

    def _begin(self, which: str, offset: Path, log: Path) -> "subprocess.Popen[bytes]":
        command = [
            sys.executable,
            "-m",
            "tests.support.hasty",
            which,
            str(self.factor),
            str(offset),
            str(self.settings),
        ]
        with log.open("ab") as written:
            return subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=written, stderr=written)

    def audited(self) -> int:
        """How often the auditor has looked."""
        try:
            return int(json.loads((self.data / "audit.json").read_bytes())["looks"])
        except (OSError, ValueError):
            return 0

    def end_audit(self, number: int = signal.SIGTERM) -> None:
        """Stop or kill the auditor."""
        if self._auditor is not None and self._auditor.poll() is None:
            self._auditor.send_signal(number)
            code = self._auditor.wait(10)
            assert number == signal.SIGKILL or code == 0, self.audit_log.read_text()[-3000:]
        assert "Traceback" not in self.audit_log.read_text(), self.audit_log.read_text()[-3000:]

    def freeze(self) -> None:
        """As a program that hangs."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on."""
        if self._process is not None and self._process.poll() is None:
            self._signal(signal.SIGCONT)

    def help(self, home: Peer) -> None:
        """Mary presses her pendant, and it is an incident."""
        home.say("zigbee2mqtt/pendant", press())
        self.until(lambda: [i for i in self.incidents(closed=False) if i["kind"] == "help"], "she calls for help")


@pytest.fixture
def own() -> Iterator[Carrier]:
    """The auditor's carrier: nothing leaves by it that no test expected."""
    with Carrier() as running:
        yield running
        running.assert_nothing_else()


@pytest.fixture
def said(home: RealBroker) -> Iterator[Peer]:
    with peer(home.port) as speaking:
        yield speaking


def told(own: Carrier, began: float, *words: str) -> Sent:
    """Carl's text, which came within a minute of theirs."""
    sent = own.expect(CARL, *words, within=MINUTE + LOADING)
    assert sent.clock - began <= MINUTE + LOADING
    return sent


def test_a_hub_that_is_killed_while_somebody_waits(
    tmp_path: Path, home: RealBroker, carrier: Carrier, own: Carrier, said: Peer
) -> None:
    with Watched(tmp_path, home, carrier, own) as watched:
        watched.hears(said)
        watched.help(said)
        for number in (ANNA, BEN):
            carrier.expect(number, "Help button pressed")
        began = time.monotonic()
        watched.kill()
        body = told(own, began, "nobody has answered, and the hub has stopped.").body
        assert "Mary S: help button pressed" in body and "Last told: Ben" in body
        assert "Ring 999 if you cannot be sure." in body
        watched.start()
        own.expect(CARL, "the hub works again. It was: the hub has stopped", within=60)


def test_a_hub_that_hangs_is_told_once_and_at_once_inside_and_outside(
    tmp_path: Path, home: RealBroker, carrier: Carrier, own: Carrier
) -> None:
    with Outside() as outside, Watched(tmp_path, home, carrier, own, f'ping = "{outside.url}"\n') as watched:
        watched.until(lambda: outside.up, "it is pinged", within=60)
        began = time.monotonic()
        watched.freeze()
        told(own, began, "Mary S, 12 Elm Rd: the hub hangs. No alarm gets out of this home now.")
        assert outside.expect("DOWN frozen", within=MINUTE).at - began <= MINUTE + LOADING
        watched.until((watched.data / "audit-told.json").exists, "it notes what it told")
        watched.end_audit(signal.SIGKILL)
        watched.audit()
        time.sleep(MINUTE)  # not for luck: nothing must come
        watched.thaw()
        own.expect(CARL, "the hub works again. It was: the hub hangs", within=60)
        outside.expect("UP", within=MINUTE)
        assert not [body for _, _, body in outside.pings if "Mary" in body or "Elm" in body]


def test_texts_that_do_not_leave(tmp_path: Path, home: RealBroker, carrier: Carrier, own: Carrier, said: Peer) -> None:
    with Watched(tmp_path, home, carrier, own) as watched:
        watched.hears(said)
        carrier.trouble = Behaviour("refuse", status=503, code=20503)
        began = time.monotonic()
        watched.help(said)
        told(own, began, "help button pressed", "nobody has answered, and texts do not leave.")
        carrier.trouble = None
        for number in (ANNA, BEN):
            carrier.expect(number, "Help button pressed", within=30)
        own.expect(CARL, "over. It was: texts do not leave", within=60)


def test_texts_that_are_taken_and_never_delivered(
    tmp_path: Path, home: RealBroker, carrier: Carrier, own: Carrier, said: Peer
) -> None:
    with Watched(tmp_path, home, carrier, own) as watched:
        watched.hears(said)
        watched.help(said)
        (first,) = watched.incidents(closed=False)
        for number in (ANNA, BEN):
            carrier.expect(number, "Help button pressed")
        watched.until(lambda: receipts(watched) == ["delivered", "delivered"], "reports are usual here")
        carrier.replies(ANNA, f"all ok {first['reference']}")
        carrier.expect(BEN, "closed", within=60)
        for number in (ANNA, BEN):
            carrier.behaves(number, "accept")
        began = time.monotonic()
        watched.help(said)
        for number in (ANNA, BEN):
            carrier.expect(number, "Help button pressed")
        told(own, began, "nobody has answered, and texts leave and do not arrive.")


def test_clocks_that_step(tmp_path: Path, home: RealBroker, carrier: Carrier, own: Carrier) -> None:
    """First the hub's alone, so that it is not the machine's; then both, so that a clock that was right leaps."""
    with Watched(tmp_path, home, carrier, own) as watched:
        began = time.monotonic()
        watched.hub_offset.write_text(str(3 * 3600))
        told(own, began, "its clock was wrong by 3 h. Alarms still go out.")
        watched.hub_offset.write_text("0")
        own.expect(CARL, "over. It was: its clock was wrong by 3 h", within=60)
        began = time.monotonic()
        for offset in (watched.hub_offset, watched.audit_offset):
            offset.write_text(str(-7200))
        told(own, began, "its clock was wrong by 2 h. Alarms still go out.")
        began = time.monotonic()
        watched.freeze()
        told(own, began, "the hub hangs")


def test_restarts_reloads_a_flood_and_an_auditor_that_is_killed_itself_are_no_trouble(
    tmp_path: Path, home: RealBroker, carrier: Carrier, own: Carrier, said: Peer
) -> None:
    with (
        Outside() as outside,
        Watched(tmp_path, home, carrier, own, f'ping = "{outside.url}"\n', CALM) as watched,
    ):
        watched.hears(said)
        for number in range(5000):
            said.send("zigbee2mqtt/hall motion", json.dumps({"occupancy": bool(number % 2)}))
        said.flush()
        watched.stop()
        watched.start()
        watched.kill()
        watched.start()
        watched.change('wait = "2m"', 'wait = "4m"')
        watched.reload()
        watched.end_audit(signal.SIGKILL)
        watched.audit()
        watched.hears(said)
        time.sleep(60 * CALM)  # not for luck: nothing must come
        assert outside.up and outside.told == []


def test_an_unplugged_hub_and_a_line_that_fails_are_told_by_the_service_outside(
    tmp_path: Path, home: RealBroker, carrier: Carrier, own: Carrier
) -> None:
    """Ten minutes last 6 s: period, grace and the time between two pings are a hundredth of what the paper asks for."""
    with (
        Outside(PERIOD / 100, GRACE / 100) as outside,
        Watched(tmp_path, home, carrier, own, f'ping = "{outside.url}"\nevery = "10s"\n') as watched,
    ):
        watched.until(lambda: outside.up, "it is pinged", within=60)
        began = time.monotonic()
        watched.end_audit(signal.SIGKILL)
        watched.kill()
        assert outside.expect("DOWN no ping", within=10).at - began <= 600 / 100
        watched.start()
        watched.audit()
        outside.expect("UP", within=60)
        outside.told.clear()
        outside.unreachable()
        outside.expect("DOWN no ping", within=10)
        outside.reachable()
        outside.expect("UP", within=60)


def receipts(watched: Watched) -> list[str]:
    (incident,) = watched.incidents(closed=False)
    return [each["receipt"] for each in incident["told"]]
