"""What the machine shows beside the hub's own word: the hub's pulse, the auditor, and the room on the disk."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from hub.audit.bounds import BOUNDS
from hub.audit.seen import Pulse
from hub.check_disk import disk
from hub.model.household import Settings
from hub.pages.home.line import Line
from hub.pages.support.finding import Finding
from hub.pages.words import later
from hub.shell import looking
from hub.shell.pulse_file import AUDITOR, AUDITORS_SERVICE


def seen(settings: Settings, now: datetime, *, answers: bool) -> Iterator[Finding]:
    """`answers`: the hub does; then its pulse must beat too, or the auditor takes it for dead."""
    data, hub = Path(settings.hub.data), settings.hub.id
    if answers:
        yield from _pulse(looking.pulse(looking.places(data), hub), now)
    yield from _auditor(looking.pulse((Path(AUDITORS_SERVICE) / AUDITOR, data / AUDITOR), hub), now)
    yield from _disk(data)


def _old(pulse: Pulse, now: datetime) -> bool:
    return (now - pulse.at).total_seconds() > BOUNDS.silent


def _pulse(pulse: Pulse | None, now: datetime) -> Iterator[Finding]:
    if pulse is None:
        do = Line(later("On the hub, type: systemctl status carehub"))
        yield Finding("unsure", Line(later("The hub's pulse is not seen: the auditor may take it for dead.")), do)
    elif _old(pulse, now):
        do = Line(later("On the hub, type: sudo systemctl restart carehub"))
        yield Finding("bad", Line(later("The hub's pulse stands still since {at}."), {"at": pulse.at}), do)


def _auditor(pulse: Pulse | None, now: datetime) -> Iterator[Finding]:
    """Whoever watches the hub: without it nobody is told that the hub itself has stopped."""
    if pulse is None or looking.process(pulse.pid) == "gone" or _old(pulse, now):
        says = Line(later("The auditor does not run: nobody would be told that the hub has stopped."))
        yield Finding("unsure", says, Line(later("On the hub, type: sudo systemctl restart carehub-audit")))


def _disk(data: Path) -> Iterator[Finding]:
    try:
        line = disk(data)
    except OSError:
        return  # the folder is not there yet: the check says so
    if line.ok != "ok":
        yield Finding("bad" if line.ok == "bad" else "unsure", Line(line.says), Line(line.do))
