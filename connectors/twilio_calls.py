"""Calls through a Twilio Studio flow: begun, followed, and answered by a key.

The hub stands behind a home's router, so nobody can tell it that a key was pressed: it asks, every few seconds while a
call is out (`hub.shell.heartbeat.follows`).
"""

from collections import deque
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from connectors.blocking import TimedOut, Worker
from connectors.twilio_call_outcomes import (
    FOLLOWED,
    HUNG_UP,
    NOT_KNOWN,
    Execution,
    Fault,
    Flow,
    HangUp,
    Heard,
    became,
    fault_of,
    flow_fault,
    mark,
    not_taken,
    parameters,
)
from connectors.twilio_outcomes import Failed
from hub.model.effects import Accepted, Call, Effect, Receipt, TryAgain, Unanswered
from hub.model.events import FaultChanged, Keyed, Receipted
from hub.model.household import Calls
from hub.model.ids import EffectKey
from hub.ports import Clock, Door

if TYPE_CHECKING:
    from collections.abc import Callable

    from connectors.twilio_studio import Studio

T = TypeVar("T")

CALL_TIME_OUT = 12.0
"""Seconds for one request, waiting for a thread included: 5 to connect, 5 for the answer, a little of the queue."""
LOAD_TIME_OUT = 60.0
"""Seconds to import the client: half a second on a desk, several on a small Pi that is busy."""
RECALL_TIME_OUT = 2.0
"""Seconds (design section 3): better called twice than too late."""
RECALLED = 20
"""Runs of the flow that are looked at to find one: no home makes more calls in the minutes of one alarm."""
CLOCKS_APART = timedelta(minutes=2)
"""By how much Twilio's clock may be behind the hub's when a call is looked for."""
EXAMINED_AFTER, EXAMINED_AGAIN = timedelta(hours=24), timedelta(minutes=5)
"""From one look at the flow to the next, all being well, and while something is broken (our choice)."""
FORGOTTEN_AFTER = timedelta(minutes=5)
"""After its end, until Twilio is asked to delete what was said: longer than any call still speaks."""


class TwilioCalls:
    """Makes calls. `hub.ports.Sink` for `Call`, and `hub.ports.CallSource`."""

    name = "twilio calls"

    def __init__(self, calls: Calls, account: str, token: str, sender: str, clock: Clock) -> None:
        self._calls, self._account, self._token, self._sender, self._clock = calls, account, token, sender, clock
        self._sending = Worker("twilio calls")
        self._reading = Worker("twilio calls read", threads=1)
        self._studio: Studio | None = None
        self._unsure: dict[EffectKey, datetime] = {}
        self._sids: dict[str, EffectKey] = {}
        self._tried: dict[str, int] = {}
        self._offered: dict[str, tuple[str, ...]] = {}
        self._over: set[str] = set()
        self._hung_up: dict[str, HangUp] = {}
        self._rings_on: dict[str, str] = {}
        self._spoken: deque[tuple[datetime, str]] = deque(maxlen=100)
        self._faults: dict[Fault, str | None] = {}
        self._faults_told: dict[Fault, bool] = {}
        self._examine_at: datetime | None = None

    async def prepare(self) -> None:
        """Import the client now, off the loop, so that the first alarm need not wait for it."""
        await self._loaded(self._reading)

    def stop(self) -> None:
        """Let the threads end."""
        self._sending.stop()
        self._reading.stop()

    # Sending

    async def send(self, effect: Effect) -> Receipt:
        """Begin a call. If an earlier try may have got through, Twilio's list is asked first."""
        call = _call(effect)
        if call.key in self._unsure and (found := await self.recall(call)):
            return found
        answer = await self._ask(self._sending, lambda s: s.begin(call.number, self._sender, parameters(call)))
        if isinstance(answer, Execution):
            return self._took(call, answer)
        if answer.status == 409 and (found := await self.recall(call)):
            return found
        return self._did_not_take(call, answer)

    async def recall(self, effect: Effect) -> Receipt | None:
        """Whether the call was begun already: a run of the flow, to its number, with its mark."""
        call = _call(effect)
        since = call.at - CLOCKS_APART
        found = await self._ask(self._sending, lambda s: s.listed(since, RECALLED), RECALL_TIME_OUT)
        runs = () if isinstance(found, Failed) else found
        for run in runs:
            if run.to == call.number and self._sids.get(run.sid, call.key) == call.key:
                said = await self._ask(self._sending, lambda s, sid=run.sid: s.heard(sid), RECALL_TIME_OUT)  # type: ignore[misc]
                if isinstance(said, Heard) and said.mark == mark(call):
                    return self._took(call, run)
        return None

    def _took(self, call: Call, run: Execution) -> Receipt:
        self._unsure.pop(call.key, None)
        self._tried.pop(call.number, None)
        self._sids[run.sid] = call.key
        self._faults = dict.fromkeys(("call credentials", "call credit", "call flow", "call sender"))
        return Accepted(provider_id=run.sid)

    def _did_not_take(self, call: Call, failed: Failed) -> Receipt:
        now = self._clock.now()
        self._unsure = {key: expires for key, expires in self._unsure.items() if expires > now}
        if failed.unsure:
            self._unsure[call.key] = call.expires
        tried = self._tried[call.number] = self._tried.get(call.number, 0) + 1
        self._note(failed)
        return not_taken(failed, tried)

    # Following

    async def follow(self, door: Door, ringing: tuple[tuple[Call, str], ...]) -> None:
        """Offer each key that was pressed in `ringing`, each end, and trouble with the account or the flow."""
        out = {sid for _, sid in ringing}
        self._over &= out
        self._hung_up = {sid: done for sid, done in self._hung_up.items() if sid in out}
        self._rings_on = {sid: failed for sid, failed in self._rings_on.items() if sid in out}
        self._offered = {sid: keys for sid, keys in self._offered.items() if sid in out}
        for call, sid in ringing:
            if sid not in self._over and not await self._look(door, call, sid):
                break  # Twilio cannot be asked: the next call would only wait for the same time-out
        await self._examine()
        await self._forget()
        await self._tell(door)

    async def _look(self, door: Door, call: Call, sid: str) -> bool:
        """What has become of one call. False if Twilio could not be asked."""
        # The run first: what it has noted by then is all that there will be, if it is over.
        run = await self._ask(self._reading, lambda s: s.fetch(sid))
        said = await self._ask(self._reading, lambda s: s.heard(sid)) if isinstance(run, Execution) else run
        if isinstance(run, Failed) or isinstance(said, Failed):
            failed = run if isinstance(run, Failed) else said
            return await self._lost(door, call, sid, failed)  # type: ignore[arg-type]
        await self._offer_keys(door, call, sid, said)
        late = self._clock.now() - call.at > FOLLOWED
        receipt = became(run, said, more=bool(call.then) and not late)
        if isinstance(receipt, Accepted) and late:
            receipt = Unanswered(because=NOT_KNOWN)
        if not isinstance(receipt, Accepted):
            await self._ends(door, call, sid, receipt)
        return True

    async def _lost(self, door: Door, call: Call, sid: str, failed: Failed) -> bool:
        """Twilio knows the call no more, or cannot be asked. Nobody has answered either way."""
        gone = failed.status == 404
        if not gone:
            self._note(failed)
        if gone or self._clock.now() - call.at > FOLLOWED:
            await self._ends(door, call, sid, Unanswered(because=NOT_KNOWN))
        return gone

    async def hang_up(self, in_vain: tuple[tuple[Call, str], ...]) -> None:
        """Stop telephones that still ring for what is no longer true; what cannot be stopped is tried again later."""
        for call, sid in in_vain:
            if sid in self._over or sid in self._hung_up:
                continue
            asks = partial(_hang_up, sid, call.number, self._sender, call.at - CLOCKS_APART)
            done: HangUp | Failed = await self._ask(self._reading, asks)
            if not isinstance(done, Failed):
                if done != "not yet":
                    self._hung_up[sid] = done
                continue
            self._rings_on[sid] = done.message
            if done.status is None:
                return  # Twilio cannot be asked: the next call would only wait for the same time-out

    async def _offer_keys(self, door: Door, call: Call, sid: str, said: Heard) -> None:
        pressed = [("", key) for key in said.keys] + ([said.then] if said.then else [])
        for after, key in pressed:
            if (once := f"{after} {key}") not in self._offered.get(sid, ()):
                await door.offer(Keyed(at=self._clock.now(), effect=call.key, key=key, sid=sid, after=after))
                self._offered[sid] = (*self._offered.get(sid, ()), once)

    async def _ends(self, door: Door, call: Call, sid: str, receipt: Receipt) -> None:
        if isinstance(receipt, Unanswered):
            receipt = self._or_hung_up(sid, receipt)
        await door.offer(Receipted(at=self._clock.now(), effect=call.key, receipt=receipt))
        self._over.add(sid)
        self._spoken.append((self._clock.now() + FORGOTTEN_AFTER, sid))

    def _or_hung_up(self, sid: str, receipt: Unanswered) -> Unanswered:
        if self._hung_up.get(sid) == "hung up":
            return Unanswered(because=HUNG_UP)
        failed = self._rings_on.get(sid)
        return receipt if failed is None else Unanswered(because=f"{receipt.because}; not hung up: {failed}")

    async def _forget(self) -> None:
        """One call at a time: what was said in it need not lie at Twilio for its 30 days. Nothing hangs on it."""
        if self._spoken and self._spoken[0][0] <= self._clock.now():
            _, sid = self._spoken.popleft()
            await self._ask(self._reading, lambda s: s.forget(sid))

    # Whether a call could be made

    async def flow(self) -> Flow | TryAgain:
        """The flow as Twilio has it, for `carehub check --live`."""
        answer = await self._ask(self._reading, lambda s: s.flow())
        if isinstance(answer, Flow):
            return answer
        fault = fault_of(answer)
        return TryAgain(because=fault[1] if fault else answer.message, code=answer.code or answer.status)

    async def _examine(self) -> None:
        """Once a day, and sooner while something is broken: would a call be taken?"""
        now = self._clock.now()
        if self._examine_at is not None and now < self._examine_at:
            return
        answer = await self._ask(self._reading, lambda s: s.flow())
        if isinstance(answer, Flow):
            self._faults["call credentials"] = None
            self._faults["call flow"] = flow_fault(answer) or None
        else:
            self._note(answer)
        broken = any(self._faults.values()) or isinstance(answer, Failed)
        self._examine_at = now + (EXAMINED_AGAIN if broken else EXAMINED_AFTER)

    def _note(self, failed: Failed) -> None:
        if fault := fault_of(failed):
            self._faults[fault[0]] = fault[1]
            self._examine_at = min(self._examine_at or self._clock.now(), self._clock.now() + EXAMINED_AGAIN)

    async def _tell(self, door: Door) -> None:
        """Offer each fault that came or went."""
        for cause, because in tuple(self._faults.items()):
            if self._faults_told.get(cause) != (because is not None):
                await door.offer(
                    FaultChanged(
                        at=self._clock.now(), cause=cause, present=because is not None, life_saving=True,
                        because=because or "Twilio takes calls again",
                    )
                )  # fmt: skip
                self._faults_told[cause] = because is not None

    # Asking

    async def _ask(
        self, worker: Worker, ask: "Callable[[Studio], T | Failed]", limit: float | None = None
    ) -> T | Failed:
        studio = await self._loaded(worker)
        if studio is None:
            return Failed("the Twilio client is still being loaded", unsure=False)
        answer = await worker.call(ask, studio, timeout=limit or CALL_TIME_OUT)
        if isinstance(answer, TimedOut):
            return Failed(f"no answer from Twilio in {answer.after:.0f} s", unsure=answer.begun)
        return answer

    async def _loaded(self, worker: Worker) -> "Studio | None":
        if self._studio is None:
            loaded = await worker.call(_load, self._calls, self._account, self._token, timeout=LOAD_TIME_OUT)
            if isinstance(loaded, TimedOut):
                return None
            self._studio = loaded
        return self._studio


def _call(effect: Effect) -> Call:
    if not isinstance(effect, Call):
        raise TypeError(f"Twilio Studio makes calls, not {type(effect).__name__}")
    return effect


def _hang_up(sid: str, to: str, sender: str, since: datetime, studio: "Studio") -> HangUp | Failed:
    return studio.hang_up(sid, to, sender, since)


def _load(calls: Calls, account: str, token: str) -> "Studio":
    from connectors.twilio_studio import Studio

    return Studio(account, token, calls.api_base, calls.flow)
