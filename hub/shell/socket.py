"""hub.sock: what everyday commands ask of a running hub. One JSON line in, one JSON line out."""

import asyncio
import fcntl
import os
import secrets
import socket
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import msgspec
from msgspec import Struct, field

from hub.core.until import read
from hub.model.effects import Call, Effect, Outcome, Recorded, Result, Text
from hub.model.errors import CarehubError
from hub.model.events import Answered, ContactTested, DeviceTested, Does, Event, Paused, What
from hub.model.ids import ContactId
from hub.model.incidents import Incident, Was
from hub.ports import Clock

FILE, LOCK = "hub.sock", "hub.lock"

LINE = 64 * 1024
"""Bytes of one request at the most: far more than any answer by a person needs."""

PATIENCE = 10.0
"""Seconds that a command waits for the hub: a stalled card may hold it for some."""

IDLE = 300.0
"""Seconds after which a caller that says nothing is let go."""

CALLERS = 64
"""Callers at one time. Each costs a file, and a program that forgets to hang up must not take the alarms' own."""

LET_IN = 6
"""Turns of the loop that lie between a caller's being let in and being served, and two more: asyncio takes four."""

A_LOOK = 0.5
"""Seconds that somebody may hold a folder only to see whether a hub does (`hub.shell.reading_again`): it takes no time,
but a busy machine may stop them in the middle of it, and no hub must fail to start because of them."""
AGAIN = 0.01

MOST_MINUTES = 24 * 60
"""Minutes that somebody may say they need: as many as the centre may."""

Says = dict[str, Any]


MOMENTS = '"friday", "24 dec 18:00", "3 days" or "4 hours"'
"""How the end of what is held back may be named."""
KNOWN = (
    "ack, answer, contacts, devices, freeze, incidents, now, overview, pause, status, test contact, test device, "
    "unfreeze"
)
"""What may be asked."""


class HubNotRunning(CarehubError):  # noqa: N818 - it says what is so
    """Nobody listens on hub.sock."""


class AlreadyRunning(CarehubError):  # noqa: N818 - it says what is so
    """Another hub holds this data folder."""


class Ask(Struct, frozen=True, forbid_unknown_fields=True):
    """One request. `all` (closed ones too) and `limit` are for `incidents`, `contact` and `device` (its id or its name)
    for a test (`over`: no more), the rest for `ack`.

    `freeze` and `unfreeze` take `incident`, `by` and `because`.
    """

    do: str
    id: str | None = None
    by: str = ""
    does: Does = "acknowledge"
    incident: str | None = None
    version: int | None = None
    minutes: int | None = None
    outcome: Outcome | None = None
    was: Was = ""
    to: str | None = None
    contact: str = ""
    device: str = ""
    over: bool = False
    because: str = ""
    what: What | None = None
    until: str | None = None
    closed: bool = field(default=False, name="all")
    limit: int = 20


class Answers(Protocol):
    """What the socket asks of the hub."""

    async def offer(self, event: Event) -> tuple[Effect, ...]:
        """As `Door.offer`."""

    def complain(self, what: str, example: str) -> None:
        """As `Door.complain`."""


class Desk:
    """Answers requests. `status`, `devices` and `incidents` give what the commands show; `way_in` how to get in."""

    def __init__(
        self,
        hub: Answers,
        clock: Clock,
        status: Callable[[], Says],
        devices: Callable[[], list[Says]],
        incidents: Callable[[bool, int], list[Incident]],
        contacts: Callable[[], list[Says]] = list,
        freeze: "Callable[[Ask], Says] | None" = None,
        timezone: Callable[[], str] = lambda: "UTC",
        overview: Callable[[], Says] = dict,
        way_in: Callable[[str], tuple[str, ...]] = lambda by: (),
        now: Callable[[], Says] = dict,
    ) -> None:
        self._hub, self._clock = hub, clock
        self._looks = {"status": status, "overview": overview, "now": now}
        self._devices, self._incidents, self._contacts = devices, incidents, contacts
        self._freeze, self._timezone, self._way_in = freeze, timezone, way_in
        self._acts: dict[str, Callable[[Ask], Awaitable[Says]]] = {
            "ack": self._answered, "answer": self._answered, "test contact": self._tested, "pause": self._paused,
            "test device": self._tried,
        }  # fmt: skip

    async def answer(self, line: bytes) -> Says:
        """What is said to one line. Never raises for what a caller sent."""
        try:
            ask = msgspec.json.decode(line, type=Ask)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            self._hub.complain("a request on hub.sock", line[:80].decode(errors="replace"))
            return refusal(f"the request cannot be read: {error}")
        return await self._do(ask)

    async def _do(self, ask: Ask) -> Says:
        if (does := self._acts.get(ask.do)) is not None:
            return await does(ask)
        if (looks := self._looks.get(ask.do)) is not None:
            return {"ok": True, **looks()}
        match ask.do:
            case "devices":
                return {"ok": True, "devices": self._devices()}
            case "contacts":
                return {"ok": True, "contacts": self._contacts()}
            case "incidents":
                found = self._incidents(ask.closed, max(1, min(ask.limit, 1000)))
                return {"ok": True, "incidents": [plain(incident) for incident in found]}
            case "freeze" | "unfreeze" if self._freeze is not None:
                return self._freeze(ask)
            case _:
                return refusal(f"{ask.do!r} is not known; known are {KNOWN}")

    async def _tested(self, ask: Ask) -> Says:
        """A test text to one contact: what was sent, or why nothing was."""
        if not (ask.by.strip() and ask.contact.strip()):
            return refusal("a test needs the contact who is texted, and the name of the person who asks for it")
        event = ContactTested(at=self._clock.now(), contact=ContactId(ask.contact.strip()), by=ask.by.strip())
        effects = await self._hub.offer(event)
        sent = next((e for e in effects if isinstance(e, Text | Call)), None)
        if isinstance(sent, Text):
            return {"ok": True, "because": f"a test text goes to {sent.number}", "text": sent.body}
        if sent is not None:
            return {"ok": True, "because": f"a test call goes to {sent.number}"}
        return refusal(next((e.because for e in effects if isinstance(e, Recorded)), "nothing was sent"))

    async def _tried(self, ask: Ask) -> Says:
        """A device's next press is a test: what is to be done, or why it is none. `devices` tells what came of it."""
        device, by = ask.device.strip(), ask.by.strip()
        if not (by and device):
            return refusal("a test needs the device that is tried, and the name of the person who asks for it")
        effects = await self._hub.offer(DeviceTested(at=self._clock.now(), device=device, by=by, over=ask.over))
        said = next((e for e in effects if isinstance(e, Recorded)), None)
        if said is None or not said.what.startswith("test of "):
            return refusal(said.because if said is not None else "nothing was tested")
        rows = self._devices()
        named = (row for row in rows if row["id"] == device)
        row = next(named, None) or next(row for row in rows if row["name"].lower() == device.lower())
        return {"ok": True, "because": said.because, "device": row["id"], "name": row["name"], "test": row["test"]}

    async def _paused(self, ask: Ask) -> Says:
        """Something is held back, or no longer: what the hub made of it."""
        if ask.what is None or not ask.by.strip():
            return refusal("say what is held back (away, snooze, visit), and who says so")
        at = self._clock.now()
        until = read(ask.until, at, self._timezone()) if ask.until is not None else None
        if until is None and ask.until is not None:
            return refusal(f"until when? Found {ask.until!r}; expected a moment that is to come, such as {MOMENTS}")
        event = Paused(at=at, what=ask.what, until=until, by=ask.by.strip())
        effects = await self._hub.offer(event)
        said = next((e for e in effects if isinstance(e, Recorded)), None)
        if said is None or said.what.startswith("not changed"):
            return refusal(said.because if said is not None else "nothing was changed")
        return {"ok": True, "because": said.what}

    async def _answered(self, ask: Ask) -> Says:
        if not ask.by.strip():
            return refusal("nobody is named: an answer needs the name of the person who takes it on")
        if ask.minutes is not None and not 0 < ask.minutes <= MOST_MINUTES:
            return refusal(f"minutes must be 1 to {MOST_MINUTES}")
        event = Answered(
            at=self._clock.now(),
            via="socket",
            id=ask.id or f"socket-{secrets.token_hex(8)}",
            by=ask.by.strip(),
            does="acknowledge" if ask.do == "ack" else ask.does,
            incident=ask.incident,
            version=ask.version,
            minutes=ask.minutes,
            outcome=ask.outcome,
            was=ask.was,
            to=ask.to,
        )
        says = result(await self._hub.offer(event), event.id)
        if event.does == "way_in" and says["ok"]:  # the words are in this answer, and nowhere else
            says["way in"] = self._way_in(event.by)
        return says


def refusal(because: str) -> Says:
    """What is said to a request that cannot be done."""
    return {"ok": False, "because": because}


def result(effects: tuple[Effect, ...], command: str) -> Says:
    """The engine's answer to a command, out of all that it caused."""
    for effect in effects:
        if isinstance(effect, Result) and effect.via == "socket" and effect.id == command:
            names = ("id", "ok", "because", "incident", "state", "version")
            return {name: getattr(effect, name) for name in names}
    return refusal("the hub has nothing to say to that; was the same command sent before?")


def plain(incident: Incident) -> Says:
    """An incident as a command shows it, without anybody's telephone number."""
    holder = incident.holder or incident.coordinator
    due = incident.place.until if incident.state == "raised" and incident.place else incident.due
    told = [{"at": t.at, "to": t.to, "way": t.way, "purpose": t.purpose, "receipt": t.receipt} for t in incident.told]
    says: Says = msgspec.to_builtins(
        {
            "id": incident.id, "reference": incident.reference, "class": incident.grave, "kind": incident.kind,
            "state": incident.state, "room": incident.room, "raised": incident.raised or incident.began,
            "because": incident.because, "holder": holder.name if holder else None, "attending": incident.attending,
            "next": due, "version": incident.version, "test": incident.test, "late": incident.late,
            "outcome": incident.outcome, "closed": incident.closed, "closed_by": incident.closed_by, "told": told,
        }
    )  # fmt: skip
    return says


class Socket:
    """Listens on hub.sock in the data folder. A file left by a crash is replaced: `hold` proves that nobody uses it."""

    def __init__(self, folder: Path, desk: Desk) -> None:
        self._folder, self._desk = folder, desk
        self._server: asyncio.Server | None = None
        self._callers: dict[asyncio.Task[None], None] = {}  # the oldest first

    async def begin(self) -> None:
        """Listens from now on; owner and group may speak."""
        (self._folder / FILE).unlink(missing_ok=True)
        channel = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        with reached(self._folder) as address:
            before = os.umask(0o117)
            try:
                channel.bind(address)
            finally:
                os.umask(before)
        self._server = await asyncio.start_unix_server(self._called, sock=channel, limit=LINE)

    async def end(self) -> None:
        """Lets every caller go, and takes the file away."""
        if self._server:
            # Nobody more is let in, but whoever just was is served first: asyncio loses those whom it has not reached.
            for channel in self._server.sockets:
                asyncio.get_running_loop().remove_reader(channel)
            for _ in range(LET_IN):
                await asyncio.sleep(0)
            self._server.close()
        for caller in self._callers:
            caller.cancel()
        await asyncio.gather(*self._callers, return_exceptions=True)
        (self._folder / FILE).unlink(missing_ok=True)

    async def _called(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        caller = asyncio.current_task()
        assert caller
        if len(self._callers) >= CALLERS:
            oldest = next(iter(self._callers))  # whoever comes now may want to answer an alarm
            del self._callers[oldest]  # at once: a hundred may come before it ends
            oldest.cancel()
        self._callers[caller] = None
        caller.add_done_callback(lambda done: self._callers.pop(done, None))
        try:
            async with asyncio.timeout(IDLE):
                while line := await self._line(reader):
                    writer.write(msgspec.json.encode(await self._desk.answer(line)) + b"\n")
                    await writer.drain()
        except (TimeoutError, ConnectionError, asyncio.CancelledError):
            pass  # the caller is gone, or we are: nobody is left to be told
        finally:
            writer.close()

    async def _line(self, reader: asyncio.StreamReader) -> bytes:
        """One request; a line that is too long counts as one that cannot be read, and is the last."""
        try:
            return await reader.readuntil(b"\n")
        except asyncio.IncompleteReadError as error:
            return error.partial
        except asyncio.LimitOverrunError:
            reader.feed_eof()
            return b""


@contextmanager
def reached(folder: Path) -> Iterator[str]:
    """An address of hub.sock that is short enough for the system, however deep the folder lies."""
    inside = os.open(folder, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{inside}/{FILE}"
    finally:
        os.close(inside)


def ask(folder: Path, request: Says) -> Says:
    """Asks a running hub, and returns what it says. Raises `HubNotRunning` if nobody listens."""
    try:
        with reached(folder) as address, socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as channel:
            channel.settimeout(PATIENCE)
            channel.connect(address)
            channel.sendall(msgspec.json.encode(request) + b"\n")
            line = channel.makefile("rb").readline()
    except TimeoutError as error:
        raise CarehubError(f"The hub did not answer within {PATIENCE:.0f} s. Try again; see carehub status.") from error
    except PermissionError as error:
        raise CarehubError(f"You may not speak to the hub in {folder}: join the group that runs it.") from error
    except OSError as error:
        raise HubNotRunning(f"No hub is running on {folder}.") from error
    if not line:
        raise HubNotRunning(f"The hub on {folder} hung up; it may be stopping.")
    says: Says = msgspec.json.decode(line)
    return says


class Held:
    """A data folder held by this process."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def release(self) -> None:
        """Gives the folder back."""
        os.close(self._handle)


def hold(folder: Path) -> Held:
    """Holds the data folder for this process until released or ended; refuses if another hub holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
    try:
        _locked(handle)
    except OSError as error:
        who = os.read(handle, 20).decode(errors="replace").strip() or "unknown"
        os.close(handle)
        text = f"Another hub (process {who}) already runs on {folder}. Stop it first, or use another data folder."
        raise AlreadyRunning(text) from error
    os.ftruncate(handle, 0)
    os.pwrite(handle, b"%d\n" % os.getpid(), 0)
    return Held(handle)


def _locked(handle: int) -> None:
    until = time.monotonic() + A_LOOK
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise
            time.sleep(AGAIN)
        else:
            return
