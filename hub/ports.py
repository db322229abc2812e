"""What the hub asks of its parts. The parts know these protocols, and not each other."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar, Protocol, runtime_checkable

from hub.model.effects import Call, Effect, Receipt, Text
from hub.model.events import Event, Listed, Reported, Sensed
from hub.model.findings import Finding
from hub.model.household import Settings
from hub.model.ids import DeviceId
from hub.model.motion import Samples
from hub.model.routine import Past
from hub.model.whereabouts import Whereabouts


class Detector(Protocol):
    """Asks one question of the home. Pure: settings in its fields, everything else in `memory`.

    `name` is unique. `hears` are the kinds of reading that it wants, `WORN` if it wants `Impact` and `Movement`, and
    `ROUTINE` if it wants `RoutineCompared`;
    every other `Sensed` event reaches all detectors.
    `memory` is the type of its memory, a frozen msgspec Struct; every datetime in it is on the hub's clock, so that
    the engine can shift it when the clock is corrected. An exception is a bug: the engine restarts the detector.
    """

    name: ClassVar[str]
    hears: ClassVar[frozenset[str]]
    memory: ClassVar[type[Any]]

    def start(self, at: datetime) -> Any:
        """A memory that knows nothing."""

    def step(self, memory: Any, event: Sensed) -> tuple[Any, tuple[Finding, ...]]:
        """What it knows after `event`, and what it concludes."""

    def deadline(self, memory: Any) -> datetime | None:
        """When it wants a tick although nothing happens, or never."""


@runtime_checkable
class TellsOfDevices(Protocol):
    """A detector that knows something of devices which whoever looks after them should see."""

    def of_devices(self, memory: Any, at: datetime) -> dict[DeviceId, str]:
        """What there is to say, a short line each, for `carehub devices`, under "Falls"."""


@runtime_checkable
class TellsOfResident(Protocol):
    """A detector that knows where the resident is, and when that will be a concern if nothing changes."""

    def of_resident(self, memory: Any, at: datetime) -> Whereabouts:
        """What is known at `at`, with the reason."""


@runtime_checkable
class KeepsDays(Protocol):
    """A detector that keeps what this person's days were like, for the nightly comparison and the report."""

    def past(self, memory: Any) -> Past:
        """The days so far."""


Parts = Callable[[Settings], tuple[Detector, ...]]
"""The detectors that may exist in this home: what is not agreed, or not of use now, is not among them."""

Decoder = Callable[[datetime, str, str, bool, Listed | None], Reported | None]
"""(at, name, payload, retained, device) of a kept message -> what it said; None if nothing can be read from it.

`device` is what its source lists by now, if it does.
"""


class Clock(Protocol):
    """Hub time. Only the shell and the connectors hold one."""

    def now(self) -> datetime:
        """Hub time, UTC, never running back."""

    def delay(self, until: datetime) -> float:
        """Real seconds until that hub time; 0 if it is past."""


class Door(Protocol):
    """The one door in: whatever happens is offered here."""

    async def offer(self, event: Event) -> tuple[Effect, ...]:
        """Journal the event and step the engine. Returns when it is *durable*, with the effects that it had.

        Waits while the hub is behind: that is the back-pressure. Ordinary readings are committed in groups, so a
        source that needs no proof of durability uses `post`.
        """

    def post(self, event: Event, committed: Callable[[], None] | None = None) -> None:
        """Step the event now, without waiting for the commit; `committed` is called once it is durable."""

    def complain(self, what: str, example: str) -> None:
        """Count input that cannot be read. Logged once per `what`, shown in `carehub status`, never an event."""


@runtime_checkable
class Source(Protocol):
    """A way in. Runs until cancelled; a source that fails is restarted by the supervisor."""

    name: str

    async def run(self, door: Door, clock: Clock) -> None:
        """Offer whatever happens, for ever."""


Accelerations = Callable[[Samples], None]
"""Takes acceleration as it comes, batch by batch and in order. Never waits: what it cannot do at once it drops."""


class Sink(Protocol):
    """A way out for one kind of effect. Sends one effect at a time per lane; the outbox keeps order and retries.

    `recall` asks the provider whether an effect whose fate is unknown went out already (2 s at most): a receipt if
    so, None if it did not, or if nobody can tell.
    """

    name: str

    async def send(self, effect: Effect) -> Receipt:
        """Hand the effect over. Failures are values: `TryAgain` or `Refused`."""

    async def recall(self, effect: Effect) -> Receipt | None:
        """What is known of an effect that may have gone out before a crash or a time-out."""


class TextSource(Protocol):
    """A provider's list of replies and delivery states, polled (behaviour 14)."""

    async def poll(self, door: Door, waiting: tuple[tuple[Text, str], ...]) -> None:
        """Offer new replies and changed delivery states of `waiting` (text, provider id)."""


class TextWay(Sink, TextSource, Protocol):
    """A provider of texts, whole: what the table of providers in `hub.parts` makes, and `connectors.failover` joins.

    Its ids (of texts that it took, and of replies) are unique among all providers: it begins them with "name:"
    (Twilio's, which came first, have no colon), and `poll` passes over those of `waiting` that are not its own. It
    says "sms" where it offers a link or a fault; where there are two, the fail-over says which of them is meant. One
    that hears by itself of what happens is a `Source` too.
    """

    async def prepare(self) -> None:
        """Load what sending needs, off the loop."""

    async def examine(self, door: Door) -> bool:
        """Ask about account, credit and sender: whether a text would be taken now. Offers what a person must mend."""

    def stop(self) -> None:
        """Let its threads end."""


class CallSource(Protocol):
    """A provider's list of calls, polled: only there does a key that was pressed show, behind a home's router."""

    async def follow(self, door: Door, ringing: tuple[tuple[Call, str], ...]) -> None:
        """Offer each key that was pressed in `ringing` (call, provider id), and each end; faults of the way, too."""

    async def hang_up(self, in_vain: tuple[tuple[Call, str], ...]) -> None:
        """Let telephones be quiet that still ring about what is no longer true. Who has picked up is left in peace."""
