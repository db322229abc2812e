"""The hub as one pure function: everything that can happen goes in, and what must be sent comes out."""

from datetime import datetime

from msgspec import structs

from hub.core import daily, guard, liveness, readiness, timers
from hub.core.dues import earliest, people_due
from hub.core.plan import Plan
from hub.core.state import Facts, State, World
from hub.core.stepping import Effects, Step
from hub.model.events import Event, Tick
from hub.model.household import Settings
from hub.model.ids import DeviceId
from hub.model.routine import Past
from hub.model.whereabouts import Whereabouts
from hub.ports import Decoder, KeepsDays, Parts, TellsOfDevices, TellsOfResident


class Engine:
    """`step` and `deadline`. Holds the parts it was made of and, as a cache only, what the last settings mean."""

    def __init__(self, parts: Parts, decoders: dict[str, Decoder] | None = None) -> None:
        self._parts, self._decoders = parts, decoders or {}
        self._last: Plan | None = None

    def start(self, epoch: str, settings: Settings, at: datetime) -> State:
        """A hub that knows nothing yet. `epoch` is the store's; it makes incident ids unique for ever."""
        plan = self.plan(settings)
        world = liveness.expected(World(sure=True), plan.home, at)
        memories = {d.name: d.start(at) for d in plan.detectors}
        facts = readiness.expected(Facts(daily=daily.expected({}, plan.home, at)), plan.home, at)
        state = State(
            epoch=epoch, seq=0, at=at, settings=settings, world=world, memories=memories, dues={}, facts=facts
        )
        return self.armed(state)

    def deadline(self, state: State) -> datetime | None:
        """When the engine wants a tick although nothing happens."""
        return state.due

    def step(self, state: State, event: Event) -> tuple[State, Effects]:
        """The state after the event, and what must be sent because of it."""
        return Step(self.plan, self.decoder, state, event).run()

    def of_devices(self, state: State) -> dict[DeviceId, str]:
        """What detectors have to say of devices, a short line each."""
        said: dict[DeviceId, str] = {}
        for detector in self.plan(state.settings).detectors:
            if isinstance(detector, TellsOfDevices):
                said |= detector.of_devices(state.memories[detector.name], state.at)
        return said

    def of_resident(self, state: State) -> Whereabouts | None:
        """Where the resident is, as far as is known; None if nobody looks for that in this home."""
        for detector in self.plan(state.settings).detectors:
            if isinstance(detector, TellsOfResident):
                return detector.of_resident(state.memories[detector.name], state.at)
        return None

    def past(self, state: State) -> Past | None:
        """What this person's days were like; None if nobody keeps them, because it was not agreed."""
        for detector in self.plan(state.settings).detectors:
            if isinstance(detector, KeepsDays):
                return detector.past(state.memories[detector.name])
        return None

    def plan(self, settings: Settings) -> Plan:
        """What these settings mean; made once as long as they stay the same."""
        if self._last is None or self._last.settings is not settings:
            self._last = Plan(settings, self._parts)
        return self._last

    def decoder(self, source: str) -> Decoder | None:
        """How kept messages of this source are read."""
        return self._decoders.get(source)

    def armed(self, state: State) -> State:
        """A state that was made or read back, with every deadline worked out."""
        plan = self.plan(state.settings)
        now = Tick(at=state.at)
        armed = {d.name: guard.armed(d, state.memories[d.name], now) for d in plan.detectors}
        # One that fails keeps its memory: the run's first event arms it again, fails again, and somebody is told.
        dues = {name: None if failed else due for name, (_, failed, due) in armed.items()}
        waits = timers.again({}, state.facts.open, state.facts, plan.home)
        people = people_due(waits, state.facts)
        due = earliest(state.world.next_check, people, *dues.values())
        return structs.replace(state, dues=dues, people_due=people, due=due, waits=waits)
