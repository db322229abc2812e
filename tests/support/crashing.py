"""One incident's whole life with a real hub that is killed on the way: at its N-th durable step, or its N-th send.

The kill comes from outside (strace ends the program as it enters a system call; or the carrier does, text in hand), so
that no hook lives in the product. Nobody in the story knows of it: a button is pressed once, each command is sent once.
"""

import os
import re
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from tests.support.broker import broker
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Carrier, Sent
from tests.support.home import ANNA, RunningHub, centre, twilio, zigbee
from tests.support.relay import Relay
from tests.support.sue import Sue, sue

Kind = Literal["sync", "send", "write", "text", "said"]
CALLS: dict[Kind, str] = {"sync": "fdatasync,fsync", "send": "sendto,sendmsg", "write": "pwrite64,write"}
"""What is counted. strace counts each thread by itself: the first to make its N-th call is where the hub dies.

sync: the store makes a transaction durable. send: anything to a socket, that of a broker or of a provider. write: any
page of the store, so that a transaction is torn. Two are done from the other end: "text", when the carrier has the N-th
text and has not answered; "said", when a broker has the N-th piece that the hub sent to it, an acknowledgement perhaps.
"""
THERE: dict[Kind, str] = {"text": "the carrier has the text", "said": "a broker has it"}
LADDER = '[[ladder]]\ntell = ["centre", "anna"]\nwait = "2m"\n'
PATIENCE = 25.0
WORDS = {"alarm": "Help button pressed", "going": "Sue is going", "closed": "closed"}


@dataclass
class Crash:
    """What one kill did. `killed` is False if the story ended before the N-th call. `wrong`: what must not be."""

    kind: Kind
    number: int
    killed: bool = False
    lives: int = 1
    during: str = ""
    call: str = ""
    repeated: int = 0
    wrong: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def lost(self) -> int:
        """1 if the incident, or a text of it, never came."""
        return sum(each.startswith("lost") for each in self.wrong)

    @property
    def doubled(self) -> int:
        """1 if there are two incidents of one press."""
        return sum(each.startswith("doubled") for each in self.wrong)


class Life:
    """One incident from the press to its end, carried on by a new process whenever the hub is dead."""

    def __init__(self, crash: Crash, hub: RunningHub, people: Sue, carrier: Carrier) -> None:
        self.crash, self.hub, self.people, self.carrier = crash, hub, people, carrier
        self.phase = "start"

    def whole(self) -> None:
        """Live it."""
        self._until(self._links_up, "the hub starts", "start")
        self.people.press()
        incident = self._until(self._raised, "the centre has the incident", "press")["id"]
        self._until(lambda: self._texts("alarm"), "Anna is told", "press")
        self.people.does("received", incident)
        self.people.does("acknowledge", incident)
        self._until(lambda: self._is("acknowledged"), "it is known who goes", "answer")
        self._until(lambda: self._texts("going"), "Anna hears who goes", "answer")
        self.people.does("close", incident, outcome="helped")
        self._until(lambda: self._is("closed"), "it is closed", "close")
        self._until(lambda: self._texts("closed"), "Anna hears the end", "close")
        self._until(lambda: len({r["id"] for r in self.people.results()}) == 3, "every command is answered", "close")
        self._end()

    def _end(self) -> None:
        """A clean stop, and another start: nothing more happens."""
        self._until(self._links_up, "it still works", "close")
        self.phase = "stop"
        self.hub.terminate()
        self._over(PATIENCE)
        self._again()
        self._until(self._links_up, "the hub starts again", "stop")
        self._judge()
        self.hub.stop()

    def _links_up(self) -> bool:
        """True once it hears the home and the centre."""
        status = self.hub.ask("status", may_fail=True)
        links = status["links"] if status else {}
        return all(links.get(link) == "up" for link in ("zigbee2mqtt", "centre listening"))

    def _raised(self) -> dict[str, Any] | None:
        found = self.people.of("help")
        return found[0] if found else None

    def _is(self, state: str) -> bool:
        return any(document["state"] == state for document in self.people.of("help"))

    def _texts(self, about: str) -> list[Sent]:
        return [sent for sent in list(self.carrier.sent) if WORDS[about] in sent.body]

    def _until(self, true: Callable[[], Any], what: str, phase: str) -> Any:
        self.phase = phase
        give_up = time.monotonic() + PATIENCE
        while True:
            self._again()
            try:
                found = true()
            except ConnectionError:  # it died in the middle of its answer
                found = None
            if found:
                return found
            assert time.monotonic() < give_up, f"lost: {PATIENCE:.0f} s in vain until {what}"
            time.sleep(0.01)

    def _over(self, within: float) -> None:
        give_up = time.monotonic() + within
        while self.hub.ended() is None:
            assert time.monotonic() < give_up, "it does not stop"
            time.sleep(0.01)

    def _again(self) -> None:
        """Start it again if it is dead. A new process is not killed."""
        code = self.hub.ended()
        if code is None:
            return
        if code != 0:
            assert not self.crash.killed, f"it ended by itself with {code}: {self.hub.log.read_text()[-2000:]}"
            assert code == -signal.SIGKILL, f"it ended with {code}: {self.hub.log.read_text()[-2000:]}"
            self.crash.killed, self.crash.during = True, self.phase
        self.hub.before = ()
        self.crash.lives += 1
        self.hub.start(ready=False)

    def _judge(self) -> None:
        crash = self.crash
        helps = [i for i in self.hub.incidents() if i["kind"] == "help"]
        documents = {d["id"] for d in self.people.of("help")}
        crash.others = sorted(
            f"{d['kind']}: {d['because']}" for d in self.people.newest().values() if d["kind"] != "help"
        )
        crash.wrong += ["doubled: " + ", ".join(sorted(documents))] * (len(documents) > 1 or len(helps) > 1)
        crash.wrong += [f"lost: {i['id']} is {i['state']}" for i in helps if i["state"] != "closed"]
        crash.wrong += ["lost: no incident"] * (not helps)
        counted = Counter((sent.to, sent.body) for sent in self.carrier.sent)
        crash.repeated = sum(counted.values()) - len(counted)
        kinds = {about for about in WORDS for _, body in counted if WORDS[about] in body}
        strange = [body for to, body in counted if to != ANNA or not any(words in body for words in WORDS.values())]
        crash.wrong += [f"lost: the text {about}" for about in WORDS.keys() - kinds]
        crash.wrong += [f"unexpected text: {body}" for body in strange]
        crash.wrong += [f"{crash.repeated} repeated texts"] * (crash.repeated > int(crash.killed))


def crash_at(kind: Kind, number: int, folder: Path) -> Crash:
    """Live a whole incident with a kill at the N-th call of a kind, and say what it did."""
    crash, began = Crash(kind, number), time.monotonic()
    with broker(shipped=True, persistent=True) as home, Carrier() as carrier, sue(home.port) as people:
        people.say("carehub/centre/state", '{"online": true}', retain=True)
        people.say("zigbee2mqtt/bridge/state", '{"state":"online"}', retain=True)
        with Relay(home.port, lambda n: _kill(hub, (kind, number, 1) == ("said", n, crash.lives))) as wire:
            hub = _hub(folder, wire.port, carrier)
            _prepare(crash, hub, carrier)
            try:
                hub.start(ready=False)
                Life(crash, hub, people, carrier).whole()
            except AssertionError as wrong:
                crash.wrong.append(str(wrong))
            finally:
                if hub.ended() is None:
                    hub.kill()
    crash.call = THERE.get(kind) or _call(folder)
    crash.seconds = time.monotonic() - began
    return crash


def _hub(folder: Path, port: int, carrier: Carrier) -> RunningHub:
    ways = (zigbee(port), centre(port), twilio(carrier.url, ACCOUNT, SENDER))
    return RunningHub(folder, *ways, ladder=LADDER, token=TOKEN)


def _prepare(crash: Crash, hub: RunningHub, carrier: Carrier) -> None:
    """See that it dies where it must."""
    if crash.kind == "text":
        carrier._told = lambda _sent: _kill(hub, (len(carrier.sent), 1) == (crash.number, crash.lives))
    elif crash.kind in CALLS:
        calls, log = CALLS[crash.kind], str(hub.folder / "calls")
        inject = f"inject={calls}:signal=KILL:when={crash.number}"
        hub.before = ("strace", "-f", "-qqq", "-yy", "-o", log, "-e", f"trace={calls}", "-e", inject)


def _kill(hub: RunningHub, now: bool) -> None:
    if now:
        os.kill(hub.pid, signal.SIGKILL)


def _call(folder: Path) -> str:
    """The call at which it died, as strace wrote it down: its name, and the file or the socket."""
    lines = (folder / "calls").read_text().splitlines()
    dying = [line for line in lines if "= ?" in line or "unfinished" in line]
    thread = dying[-1].split()[0] if dying else ""
    calls = [found for line in lines if line.startswith(thread) if (found := re.search(r"(\w+)\(\d+<(.*?)>[,)]", line))]
    return f"{calls[-1][1]} {calls[-1][2].rsplit('/', 1)[-1][:60]}" if dying and calls else ""
