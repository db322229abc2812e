"""The demo: a simulated home and its people around a real hub, so that a newcomer sees an alarm's whole life."""

import asyncio
import sys
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4
from zoneinfo import ZoneInfo

from rich.console import Console as Screen
from rich.panel import Panel

from connectors.console import Console
from connectors.simulated import Simulated, SimulatedPerson
from hub.model.events import Answered, Does, Event, Reported
from hub.model.household import Settings
from hub.model.incidents import HELD
from hub.parts import Ways
from hub.ports import Door
from hub.shell.clock import VirtualRate

if TYPE_CHECKING:
    from collections.abc import Callable

    from hub.app import App
    from hub.model.effects import Effect
    from hub.model.ids import IncidentId

FAST, REAL = 60.0, 1.0
"""How fast the demo's clock runs while all is quiet, and while somebody must be found."""
GETS_UP = time(7, 0)
LOOK = 0.1
"""Seconds between two looks at whether an incident is open."""

TYPED: dict[str, Does] = {
    "ack": "acknowledge", "carehub ack": "acknowledge", "1": "acknowledge",
    "close": "close", "carehub ack --does close": "close",
}  # fmt: skip
"""What may be typed here, and what it does."""


class Demo:
    """A `hub.app.Play`: a clock of its own, a simulated home, and a first contact who answers after 12 s."""

    def __init__(self, settings: Settings, settings_file: Path) -> None:
        zone = ZoneInfo(settings.hub.timezone)
        today = datetime.now(UTC).astimezone(zone).date()
        self.settings, self._settings_file = settings, settings_file
        self._clock = VirtualRate(datetime.combine(today, GETS_UP, zone).astimezone(UTC), FAST)
        self.screen = Screen(highlight=False)
        self.person = SimulatedPerson(settings.contacts[0], self._standing)
        self.app: App | None = None
        self._seen: dict[IncidentId, str] = {}
        self._shown_next = False

    @property
    def clock(self) -> VirtualRate:
        """Fast while all is quiet."""
        return self._clock

    def parts(self, ways: Ways) -> Ways:
        """Texts go to the screen, and the first contact reads them there."""
        ack = _command(self._settings_file, "ack")
        console = Console(self.settings, printed=self.person.heard, ack=ack)
        ways.sinks["text"] = ways.sinks["call"] = console
        ways.stops.append(console.stop)
        return ways

    def begin(self, app: "App") -> None:
        """Play the home."""
        self.app = app
        self._welcome(app)
        home = Simulated(self.settings, seed=1, stories=("help",))
        narrated = Narrated(app.hub, self)
        app.supervisor.start(home.name, lambda: home.run(narrated, app.clock))
        app.supervisor.start(self.person.name, lambda: self.person.run(app.hub, app.clock))
        app.supervisor.start("the demo's pace", self._keep_pace)
        if sys.stdin is not None and sys.stdin.isatty():
            asyncio.get_running_loop().add_reader(sys.stdin, self._typed)

    def say(self, words: str, style: str = "") -> None:
        """A line on the screen, with the demo's own time."""
        at = self.clock.now().astimezone(ZoneInfo(self.settings.hub.timezone))
        self.screen.print(f"[dim]{at:%H:%M:%S}[/dim]  {words}", style=style)

    def _welcome(self, app: "App") -> None:
        resident, contact = self.settings.residents[0].name, self.settings.contacts[0].name
        ack = _command(app.settings_file, "ack", "--by", "you")
        self.screen.print(
            Panel(
                f"A simulated home: {resident} gets up, and soon presses the help button. The clock runs {FAST:.0f} "
                f"times as fast as yours until then, and at real speed while the help call is open. {contact} "
                f"(simulated) answers the text after 12 s, [bold]unless you answer first[/bold]: type [bold]ack[/bold] "
                f"and Enter here, or in another terminal:\n\n  [bold]{ack}[/bold]\n\n"
                "Everything else is the real hub: the journal in "
                f"{app.folder}, the engine, the outbox, the wording. Ctrl-C ends it.",
                title="carehub demo",
            )
        )

    def _standing(self) -> "dict[IncidentId, bool]":
        assert self.app is not None
        return {i.id: i.state in HELD for i in self.app.hub.state.facts.open.values()}

    async def _keep_pace(self) -> None:
        """Real speed while somebody must be found; and say what became of each incident."""
        assert self.app is not None
        while True:
            rate = REAL if self.app.hub.urgent() else FAST
            if rate != self.clock.rate:
                self.clock.rate = rate
                self.app.hub.rearm()
            self._narrate()
            await asyncio.sleep(LOOK)

    def _narrate(self) -> None:
        assert self.app is not None
        known = self.app.hub.state.facts
        states = {i.id: i.state for i in known.open.values() if i.grave in ("life", "urgent")}
        for past in known.past:
            if past.id in self._seen:
                states[past.id] = "closed"
        for incident, state in states.items():
            if self._seen.get(incident) != state:
                self._seen[incident] = state
                self._became(incident, state)

    def _became(self, incident: "IncidentId", state: str) -> None:
        assert self.app is not None
        known = self.app.hub.state.facts
        current = known.open.get(incident)
        past = next((p for p in known.past if p.id == incident), None)
        if current is not None:
            who = f" by {current.holder.name}" if current.holder else ""
            why = f"[dim]({current.evidence[-1].says})[/dim]"
            self.say(f"[bold]incident {current.reference}: {state}{who}[/bold] {why}")
        elif past is not None:
            self.say(f"[bold green]incident {past.reference}: closed: {past.outcome} ({past.by})[/bold green]")
            self._what_next()

    def _what_next(self) -> None:
        if self._shown_next or self.app is None:
            return
        self._shown_next = True
        incidents, devices, status = (
            _command(self.app.settings_file, *words) for words in (("incidents", "--all"), ("devices",), ("status",))
        )
        self.screen.print(
            Panel(
                "In another terminal: the incident just closed, which devices were heard, and how the hub is:\n"
                f"  [bold]{incidents}[/bold]\n  [bold]{devices}[/bold]\n  [bold]{status}[/bold]\n"
                "This home is config/demo.toml; a real one, explained, is config/hub.example.toml.\n"
                "What this is for, and what not: docs/intended-use.md. Setting up a Pi: docs/installer.md.\n"
                "How we know that it works: make test.\n\n"
                "The home goes on living. Ctrl-C ends it.",
                title="What to look at next",
            )
        )

    def _typed(self) -> None:
        line = sys.stdin.readline()
        if not line:
            asyncio.get_running_loop().remove_reader(sys.stdin)
            return
        does = TYPED.get(" ".join(line.split()).lower())
        if does is None:
            self.screen.print("[dim]type ack (I've got it) or close (it is over)[/dim]" if line.strip() else "")
        elif self.app is not None:
            self._answer(self.app, does)

    def _answer(self, app: "App", does: Does) -> None:
        event = Answered(at=self.clock.now(), via="socket", id=f"demo-{uuid4()}", by="you", does=does)
        app.hub.post(event)


class Narrated:
    """The hub's door, with a line on the screen for what the home says."""

    def __init__(self, door: Door, demo: Demo) -> None:
        self._door, self._demo = door, demo
        self._names = {d.id: d.name for d in demo.settings.devices}

    async def offer(self, event: Event) -> "tuple[Effect, ...]":
        """As `Door.offer`."""
        return await self._door.offer(event)

    def post(self, event: Event, committed: "Callable[[], None] | None" = None) -> None:
        """As `Door.post`; readings that a person caused are shown."""
        if isinstance(event, Reported):
            self._show(event)
        self._door.post(event, committed)

    def complain(self, what: str, example: str) -> None:
        """As `Door.complain`."""
        self._door.complain(what, example)

    def _show(self, event: Reported) -> None:
        name = self._names.get(event.name, event.name)  # type: ignore[call-overload]
        for said in event.said:
            if said.kind in ("help", "smoke", "fall") and said.value is not False:
                self._demo.say(f"[bold red]{name}: {said.kind}[/bold red]")
            elif said.kind in ("motion", "contact", "bed", "power") and said.value is not False:
                self._demo.say(f"[dim]{name}[/dim]")


def _command(settings_file: "Path", *words: str) -> str:
    """How a person beside this hub types a command."""
    program = sys.argv[0] if sys.argv[0].endswith("carehub") else f"{sys.executable} -m hub"
    return f"{program} {' '.join(words)} --config {settings_file}"
