"""One step of the hub: what each kind of event does, and what must be sent because of it."""

from collections.abc import Callable
from typing import Any

from msgspec import structs

from hub.core import (
    calling,
    changes,
    commands,
    concerns,
    coverage,
    daily,
    false_falls,
    inbox,
    ladder,
    liveness,
    pauses,
    placing,
    readiness,
    receipts,
    serving,
    timers,
    together,
    trying,
    unknown_names,
    whole_silence,
)  # fmt: skip
from hub.core.dues import Waits, due_after, people_due_after
from hub.core.localtime import local
from hub.core.plan import Plan
from hub.core.sensing import Sensing
from hub.core.shifting import corrected
from hub.core.state import DeviceState, Facts, State
from hub.core.turn import Turn
from hub.model.effects import Effect
from hub.model.events import (
    ROUTINE,
    WORN,
    Answered,
    AvailabilityChanged,
    ClockStepped,
    ClockVouched,
    ContactTested,
    DevicesListed,
    DeviceTested,
    DeviceWent,
    Event,
    FaultChanged,
    HubStarted,
    Impact,
    Keyed,
    LinkChanged,
    Movement,
    Paused,
    Reading,
    Receipted,
    Replied,
    Reported,
    RoutineCompared,
    Said,
    SettingsChanged,
    Tick,
    Unplaced,
)  # fmt: skip
from hub.model.household import Settings
from hub.ports import Decoder

Effects = tuple[Effect, ...]


class Step(Sensing):
    """One step under way. `plan_of` says what settings mean, `decoder` how kept messages of a source are read."""

    def __init__(
        self,
        plan_of: Callable[[Settings], Plan],
        decoder: Callable[[str], Decoder | None],
        state: State,
        event: Event,
    ) -> None:
        super().__init__(plan_of(state.settings), state, event.at)
        self.plan_of, self.decoder = plan_of, decoder
        self.event = event
        self.home, self.world = self.plan.home, state.world
        self.turn: Turn | None = None
        self.anew = self.looks = False

    def run(self) -> tuple[State, Effects]:
        """Do what the event asks, then let people hear of what was found."""
        HANDLERS[type(self.event)](self, self.event)
        if self.looks:
            for change in coverage.changes(self.state.world, self.world, self.home, self.at, anew=self.anew):
                self.sense(change, self.plan.detectors)
        if self.anew:
            self.arm()
        if self.turn is None and not self.findings and not daily.is_due(self.state.facts, self.at):
            return self._after(self.state.facts, ()), ()  # nearly every event: nobody is told anything
        return self._told(self.people())

    def _told(self, turn: Turn) -> tuple[State, Effects]:
        """People hear of what was found and of what is due, and whoever found it hears of what they cancelled."""
        if turn.closed:
            self.findings += false_falls.told(turn)
        self._people_hear()
        self.cancelled(turn.closed)
        self._people_hear()
        if turn.trials:
            trying.overtaken(turn)
        if daily.is_due(turn, self.at):
            daily.run(turn)
        facts, effects = turn.finish()
        return self._after(facts, effects), effects

    def _people_hear(self) -> None:
        """People hear of what was found."""
        found, self.findings = self.findings, []
        for finding in together.bundled(self.people(), found) if found else ():
            concerns.take(self.people(), finding)

    def _after(self, facts: Facts, effects: Effects) -> State:
        state = self.state
        kept = not isinstance(self.event, Tick) or bool(effects) or facts is not state.facts
        waits, people = state.waits, state.people_due
        if self.turn is not None:
            waits = self._waits(facts, self.turn)
            people = people_due_after(state, waits, facts)
        return State(
            epoch=state.epoch, seq=state.seq + 1 if kept else state.seq, at=max(self.at, state.at),
            settings=state.settings, world=self.world, memories=self.memories, dues=self.dues, facts=facts,
            people_due=people, due=due_after(state, self.world.next_check, people, self.dues), waits=waits,
        )  # fmt: skip

    def _waits(self, facts: Facts, turn: Turn) -> Waits:
        """When each incident's timer runs out: only those that were touched are looked at, or a thousand take long."""
        if self.anew:
            return timers.again({}, facts.open, facts, self.home)
        return timers.again(self.state.waits, turn.touched, facts, self.home) if turn.touched else self.state.waits

    def people(self) -> Turn:
        """The work on what people know, begun when it is first needed."""
        if self.turn is None:
            state = self.state
            self.turn = Turn(self.home, state.facts, self.world, self.at, state.epoch, state.seq + 1)
        self.turn.world = self.world
        return self.turn

    def hear(self, readings: tuple[Reading, ...]) -> None:
        """Every reading goes to the detectors that listen to its kind."""
        routes = self.plan.routes
        for reading in readings:
            heard_by = routes.get(reading.kind)
            if heard_by is not None:
                self.sense(reading, heard_by)
            if (
                self.state.facts.open
                and reading.use == "exit door"
                and reading.kind == "contact"
                and not reading.cached
            ):
                concerns.visitor(self.people())

    def went(self, changes_: tuple[DeviceWent, ...]) -> None:
        """Devices fell silent or came back: detectors hear it, and it is kept for years."""
        self.looks = self.looks or bool(changes_)
        for change in changes_:
            self.people().span(f"device:{change.device}", change.to, change.because)
            self.sense(change, self.plan.detectors)

    # one method for each kind of event

    def reported(self, event: Reported) -> None:
        order = self.state.seq + 1 if event.at >= self.at else 0  # kept until its device was known, it tells of before
        self.world, readings, before = placing.place(self.world, self.home, event, order)
        device = readings[0].device if readings else placing.device_of(self.world, self.home, event.source, event.name)
        after = self.world.devices[device]
        if before.status != "seen" and after.status == "seen":
            self._device_back(device, before, after)
        elif liveness.is_known_by_now(before, after, self.home):
            self.world = liveness.heard(self.world, self.home, device)
        if self.world.blind and whole_silence.is_over(self.world, event):
            self.link_changed(whole_silence.back(self.at))
        found = len(self.findings)
        self.hear(readings)
        trial = self.state.facts.trials.get(device)
        if trial is not None and readings and trying.is_armed(trial, self.at):
            self.findings[found:] = trying.heard(self.people(), event, readings, self.findings[found:])

    def worn(self, event: Impact | Movement) -> None:
        """A body-worn device moved: it was heard, and those detectors hear it that look at acceleration."""
        said = (Said("heard", True),)
        self.reported(Reported(at=event.at, source=STREAMS_BY, name=event.device, said=said))
        self.world = placing.streamed(self.world, event, self.state.seq + 1)
        trial = self.state.facts.trials.get(event.device)
        if trial is not None and trying.is_armed(trial, self.at):
            trying.felt(self.people(), event)
        self.sense(event, self.plan.routes.get(WORN, ()))

    def routine_compared(self, event: RoutineCompared) -> None:
        """Whoever keeps the days hears what the night made of them."""
        self.sense(event, self.plan.routes.get(ROUTINE, ()))

    def _device_back(self, device: Any, before: DeviceState, after: DeviceState) -> None:
        self.looks = True
        self.people().span(f"device:{device}", "seen", "heard")
        self.world = liveness.heard(self.world, self.home, device)
        for change in liveness.back(before, device, self.at, self.home):
            self.sense(change, self.plan.detectors)

    def unplaced(self, event: Unplaced) -> None:
        self.world = unknown_names.kept(self.world, event)
        for call in unknown_names.calls(self._read(event)):
            self.reported(call)

    def _read(self, event: Unplaced, *, listed: bool = False) -> Reported | None:
        decode = self.decoder(event.source)
        if decode is None:
            return None
        device = self.world.names.get(f"{event.source}/{event.name}") if listed else None
        about = self.world.listed.get(device) if device is not None else None
        return decode(event.at, event.name, event.payload, event.retained, about)

    def devices_listed(self, event: DevicesListed) -> None:
        self.world = placing.listed(self.world, self.home, event)
        if self.state.facts.open:
            ids = {d.name: placing.device_of(self.world, self.home, event.source, d.name) for d in event.devices}
            concerns.rename(self.people(), ids)
        self.world, waiting = unknown_names.taken_up(self.world, event)
        for message in waiting:
            for said in unknown_names.understood(self._read(message), self._read(message, listed=True), self.at):
                self.reported(said)
        self.world = liveness.expected(self.world, self.home, self.at)
        self._relisted()

    def _relisted(self) -> None:
        """Devices that their source does not know, or knows again."""
        self.world, changes_ = liveness.relisted(self.world, self.home, self.at)
        self.went(changes_)

    def availability_changed(self, event: AvailabilityChanged) -> None:
        device = placing.device_of(self.world, self.home, event.source, event.name)
        if device in self.home.devices:
            self.world = liveness.availability(self.world, self.home, device, event)

    def link_changed(self, event: LinkChanged) -> None:
        before, saw = self.world.links.get(event.link), liveness.sees(self.world)
        self.world = liveness.linked(self.world, event)
        if before is None or before.up != event.up:
            self.people().span(f"link:{event.link}", "up" if event.up else "down", event.because)
            if event.up:
                ladder.look_again(self.people(), f"link {event.link} is up again")
        if liveness.sees(self.world) != saw:
            trying.interrupted(self.people(), f"{event.link} is {'up' if event.up else 'down'}")
            since = event.since or event.at
            self.world, self.looks = liveness.sight_changed(self.world, self.home, since, event.at), True
        self.sense(event, self.plan.detectors)

    def fault_changed(self, event: FaultChanged) -> None:
        self.people().record("hub", f"{event.cause}: {'present' if event.present else 'gone'}", event.because)
        self.sense(event, self.plan.detectors)

    def answered(self, event: Answered) -> None:
        self.people().via = event.via
        commands.command(self.people(), event)

    def replied(self, event: Replied) -> None:
        event = structs.replace(event, number=self.home.whole(event.number))
        self.findings += receipts.heard_from(self.people(), event.number)
        self.findings += inbox.text(self.people(), event)
        self._away_or_back(event.number)

    def contact_tested(self, event: ContactTested) -> None:
        readiness.ask_now(self.people(), event.contact, event.by)

    def device_tested(self, event: DeviceTested) -> None:
        (trying.give_up if event.over else trying.ask)(self.people(), event.device, event.by)

    def keyed(self, event: Keyed) -> None:
        self.findings += calling.keyed(self.people(), event)

    def receipted(self, event: Receipted) -> None:
        self.findings += receipts.take(self.people(), event)
        self.people().receipted(event.effect, event.receipt)

    def hub_started(self, event: HubStarted) -> None:
        self.world = liveness.not_heard(self.world, self.home, event.last_alive, event.at)
        self.people().span("hub", "down", "stalled" if event.stalled else "not running", event.last_alive)
        self.people().span("hub", "up", event.version)
        self.sense(event, self.plan.detectors)
        off, on = (local(at, self.home.timezone).strftime("%H:%M") for at in (event.last_alive, event.at))
        late = f"late: the hub was off from {off} to {on}"
        concerns.not_cancelled(self.people(), late)
        if event.at > event.last_alive:
            trying.interrupted(self.people(), "the hub was off for a while")
        self.findings += trying.run(self.people())
        pauses.run(self.people())
        self._away_or_back("hub")
        timers.run(self.people(), late)
        self._expect()
        daily.begun(self.people(), event.last_alive)
        self.findings += readiness.run(self.people())
        self.anew = True

    def _expect(self) -> None:
        """Contacts who are new get a date for their first test, and their daily text; who left is forgotten."""
        people = self.people()
        tests = readiness.expected(self.state.facts, self.home, self.at)
        people.expect(tests, daily.expected(people.daily, self.home, self.at))

    def clock_stepped(self, event: ClockStepped) -> None:
        self.state = corrected(self.state, event.by)
        self.world, self.memories, self.dues = self.state.world, self.state.memories, self.state.dues
        self.people().record("hub", "clock corrected", f"by {event.by.total_seconds():+.0f} s")
        self.sense(event, self.plan.detectors)
        daily.clock_stepped(self.people(), event.by)
        ladder.look_again(self.people(), "the clock was corrected")
        self.anew = True

    def clock_vouched(self, event: ClockVouched) -> None:
        self.world = structs.replace(self.world, sure=event.sure)
        self.people().span("clock", "sure" if event.sure else "unsure", event.because)
        if not event.sure:
            ladder.look_again(self.people(), "nobody vouches for the clock")

    def settings_changed(self, event: SettingsChanged) -> None:
        pauses.settings_say(self.people(), event.settings.home.service)
        self._in_force(pauses.effective(event.settings, self.state.facts.pauses), event.by)

    def _in_force(self, settings: Settings, by: str) -> None:
        """From now on these settings decide."""
        old = self.state
        self.planned(self.plan_of(settings))
        self.home = self.plan.home
        self.people().home = self.home
        others = serving.otherwise(old.settings, settings)
        self.world = serving.unshown(liveness.expected(old.world, self.home, self.at), others)
        self.state = structs.replace(old, settings=settings)
        changes.apply(self.people(), old.settings, settings, by)
        self.people().tried_only(() if self.home.ended else self.home.devices)
        serving.untried(self.people(), others)
        self._expect()
        readiness.renumbered(self.people(), old.settings)
        self._relisted()
        self.anew = self.looks = True

    def paused(self, event: Paused) -> None:
        pauses.take(self.people(), event)
        self._away_or_back(event.by)

    def _away_or_back(self, by: str) -> None:
        """The resident is away from now on, or no longer: other detectors may exist."""
        service = pauses.service(self.state.settings, self.state.facts.pauses, self.people().pauses)
        if service != self.state.settings.home.service:
            home = structs.replace(self.state.settings.home, service=service)
            self._in_force(structs.replace(self.state.settings, home=home), by)

    def tick(self, event: Tick) -> None:
        self.wake(event)
        if self.world.next_check is not None and self.world.next_check <= event.at:
            if (silent := liveness.all_silent(self.world, self.home, event.at)) is not None:
                self.link_changed(silent)
            self.world, gone = liveness.check(self.world, self.home, event.at)
            self.went(gone)
        if self.state.people_due is not None and self.state.people_due <= event.at:
            self.findings += trying.run(self.people())
            pauses.run(self.people())
            self._away_or_back("hub")
            timers.run(self.people())
            self.findings += readiness.run(self.people())


STREAMS_BY = "bluetooth"
"""By which way in acceleration comes."""

HANDLERS: dict[type[Any], Any] = {
    Reported: Step.reported,
    Unplaced: Step.unplaced,
    DevicesListed: Step.devices_listed,
    AvailabilityChanged: Step.availability_changed,
    LinkChanged: Step.link_changed,
    FaultChanged: Step.fault_changed,
    Answered: Step.answered,
    Replied: Step.replied,
    Keyed: Step.keyed,
    Receipted: Step.receipted,
    ContactTested: Step.contact_tested,
    DeviceTested: Step.device_tested,
    Paused: Step.paused,
    HubStarted: Step.hub_started,
    ClockStepped: Step.clock_stepped,
    ClockVouched: Step.clock_vouched,
    SettingsChanged: Step.settings_changed,
    Tick: Step.tick,
    Impact: Step.worn,
    Movement: Step.worn,
    RoutineCompared: Step.routine_compared,
}
