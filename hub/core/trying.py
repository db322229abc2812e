"""A device is tried at a visit: its next press or alarm is a test, once. Nothing else ever is (docs/adr/0051).

Whatever is not surely that one press stays what it is, an alarm. So a test ends with the first press, with the hub's
being off, with a time in which nothing could be heard, and with any alarm about a person; and what stays on is no test.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal

from msgspec import structs

from hub.core.activity import is_doing
from hub.core.home import Home
from hub.core.liveness import sees
from hub.core.placing import WORN
from hub.core.state import Stream, Trial
from hub.core.turn import Turn
from hub.model.devices import NARROWEST_FOR_FALLS, SLOWEST_FOR_FALLS, Device, Use
from hub.model.events import Impact, Movement, Reading, Reported
from hub.model.findings import Finding
from hub.model.household import LIFE_SAVING
from hub.model.ids import DeviceId
from hub.model.incidents import Evidence, Incident
from hub.model.kinds import KINDS

WITHIN = timedelta(minutes=2)
"""How long a test waits for its press: enough to walk across a home and press; no longer than one keeps in mind that
the next press calls nobody (our choice)."""

SHOWN = timedelta(minutes=1)
"""How long a test is open, so that a page, the centre and who stands beside can see it; and after which smoke must be
gone again. The test button of a smoke alarm sounds for 10 to 30 s, and its "clear" follows (our choice)."""

SAME_PRESS = timedelta(seconds=10)
"""A sensor that tells of its test button may tell of the smoke that this plays in a message of its own."""

MOST_AN_HOUR = 10
"""Tests of one device in an hour: a visit needs three. A program that asks for ever must not make every press one."""

ALARMS = frozenset({"help", "fall", "smoke", "carbon monoxide", "gas", "heat", "flood"})
"""Kinds of incident that one device raises by itself."""

BY_USE = {"help button": "help", "fall device": "fall", "leak": "flood"} | {
    use: use for use in LIFE_SAVING if use in ALARMS
}
"""Use -> what such a device raises. What is used for anything else is heard when somebody does something to it."""

BY_REPORT: frozenset[Use] = frozenset({"temperature", "tag", "wearable", "light", "plug", "siren", "other"})
"""What nobody can make say something by walking about: any word of it will do."""

Shown = Literal["test", "activity", "report"]

LEVELS = {"fall": "fall", "flood": "leak", "smoke": "smoke", "carbon monoxide": "carbon monoxide", "gas": "gas",
          "heat": "heat"}  # fmt: skip
"""Kind of incident -> the reading that stays on. A press does not: `sos` stays on for ever, and each press is told."""

WORDS = {"flood": "water", "fall": "a fall"}
"""What a sensor is said to report, where that is not called like its kind."""

ABOUT_A_PERSON = frozenset(kind for kind, about in KINDS.items() if about.grave == "life" or about.pending) | {"flood"}
"""While one of these is open nothing is a test: somebody may need help, and that press may be theirs."""


def due(trials: Iterable[Trial]) -> datetime | None:
    """When something is next to be done about a test."""
    untils = [trial.until for trial in trials if trial.state == "waiting"]
    return min([*untils, *(trial.look for trial in trials if trial.look is not None)], default=None)


def shown_by(device: Device) -> Shown:
    """What shows that a device works: a test, if what it says is an alarm; what somebody does to it; or any word."""
    if device.use in BY_USE or device.streams:
        return "test"
    return "report" if device.use in BY_REPORT else "activity"


def is_armed(trial: Trial, at: datetime) -> bool:
    """Whether a press of now may be the test."""
    return (trial.state == "waiting" or trial.spare) and at <= trial.until


def ask(turn: Turn, said: str, by: str) -> None:
    """Somebody will try a device now. What cannot be is recorded with why."""
    found = _named(turn.home, said)
    why = _why_not(turn, found[0]) if len(found) == 1 else "two are called so: say its id" if found else "not known"
    if why:
        turn.record(by, f"not tested: {found[0].name if found else said[:80]}", why)
        return
    device = found[0]
    turn.try_(device.id, Trial(asked=turn.at, by=by, until=turn.at + WITHIN, before=(*_lately(turn, device), turn.at)))
    clear = BY_USE.get(device.use) in LEVELS and not device.streams
    then = f", if it is off again {_minutes(SHOWN)} later" if clear else ""
    turn.record(by, f"test of {device.name}", f"{_how(device)} within {_minutes(WITHIN)}: that once it is a test{then}")


def give_up(turn: Turn, said: str, by: str) -> None:
    """It is tried no more: whatever comes of it now is an alarm."""
    for device in _named(turn.home, said):
        trial = turn.trials.get(device.id)
        if trial is not None and trial.state == "waiting":
            _end(turn, device, trial, "called off", f"{by} tries it no more", by)
            return
    turn.record(by, f"not tested: {said[:80]}", "no test of it waits")


def _named(home: Home, said: str) -> list[Device]:
    if said in home.devices:
        return [home.devices[said]]
    return [device for device in home.devices.values() if device.name.lower() == said.strip().lower()]


def _how(device: Device) -> str:
    if device.streams:
        return "wear it and move"
    kind = BY_USE.get(device.use)
    if kind == "help":
        return "press it"
    return "make it report" if kind == "flood" else "press its test button" if kind in LEVELS else "use it"


def _lately(turn: Turn, device: Device) -> tuple[datetime, ...]:
    trial = turn.trials.get(device.id)
    return tuple(at for at in trial.before if turn.at - at < timedelta(hours=1)) if trial is not None else ()


def _why_not(turn: Turn, device: Device) -> str:
    trial, source = turn.trials.get(device.id), turn.home.source(device.id)
    if turn.home.ended:
        return "the service has ended"
    if trial is not None and trial.state == "waiting":
        return "a test of it waits already"
    if len(_lately(turn, device)) >= MOST_AN_HOUR:
        return f"it was tried {MOST_AN_HOUR} times within an hour"
    if source not in sees(turn.world):
        return f"it cannot be heard now: nothing comes by {source}"
    if on := _on(turn, device, LEVELS):
        return f"it reports {_word(on[0])} already"
    return _needed(turn)


def _needed(turn: Turn) -> str:
    """Why nothing can be a test at present: an alarm about a person is open."""
    real = (i for i in turn.open.values() if not i.test and i.kind in ABOUT_A_PERSON)
    return next((f"{i.reference} {KINDS[i.kind].says} is open, and somebody may need help" for i in real), "")


def _on(turn: Turn, device: Device, kinds: Iterable[str]) -> list[str]:
    """Which of these kinds of alarm the device still says are so."""
    known = turn.world.devices.get(device.id)
    return [kind for kind in kinds if known is not None and known.levels.get(LEVELS.get(kind, "")) is True]


# what comes of it


def heard(turn: Turn, event: Reported, readings: Sequence[Reading], findings: Sequence[Finding]) -> Sequence[Finding]:
    """A message of a device that is being tried: what is found in it, but for what is the test."""
    device = turn.home.devices[readings[0].device]
    trial = turn.trials[device.id]
    if not _is_of_now(event, trial, turn.at):
        return findings
    tests = [found for found in findings if _is_alarm(found, device)]
    if tests:
        _alarmed(turn, device, trial, tests)
        return [found for found in findings if found not in tests]
    if trial.state == "waiting":
        _spoke(turn, device, trial, readings)
    return findings


def _is_of_now(event: Reported, trial: Trial, at: datetime) -> bool:
    """Whether it was said after the test was asked for, by every clock that there is; some show whole seconds."""
    since = trial.asked.replace(microsecond=0)
    told = is_armed(trial, at) and event.at >= trial.asked and not event.retained
    return told and (event.seen is None or event.seen >= since)


def _is_alarm(found: Finding, device: Device) -> bool:
    new = found.turn == "concern" and found.again and not (found.late or found.confirms)
    return new and found.device == device.id and found.kind in ALARMS


def _alarmed(turn: Turn, device: Device, trial: Trial, tests: list[Finding]) -> None:
    """It was the one press: whatever comes next of the device is an alarm."""
    says = tuple(found.because for found in tests)
    known = turn.open.get(trial.incident) if trial.incident is not None else None
    if known is not None:
        incident = turn.add_evidence(known, says[0], gained=turn.gained(known))
    else:
        incident = _begin(turn, device, trial, tests[0].kind, says)
    kinds = tuple(found.kind for found in tests if found.kind in LEVELS)
    _note(turn, device, trial, says[0], incident=incident.id, alarms=kinds, look=turn.at + SHOWN if kinds else None)


def _spoke(turn: Turn, device: Device, trial: Trial, readings: Sequence[Reading]) -> None:
    """No alarm: perhaps word of its test button, or, of a device that raises none, of anything that somebody did."""
    pressed = any(r.kind == "test" and r.value is True and r.edge and not r.cached for r in readings)
    kind = BY_USE.get(device.use)
    if pressed and kind is not None:
        says = f"{device.name}: its test button was pressed"
        incident = _begin(turn, device, trial, kind, (says,))
        spare = {"spare": True, "until": min(trial.until, turn.at + SAME_PRESS)} if kind in LEVELS else {}
        _note(turn, device, trial, says, incident=incident.id, **spare)
    elif pressed or _does(device, readings):
        _note(turn, device, trial, f"{device.name} was heard")


def _does(device: Device, readings: Sequence[Reading]) -> bool:
    shown = shown_by(device)
    fresh = (reading for reading in readings if shown != "test" and not reading.cached)
    return any(shown == "report" or is_doing(reading) for reading in fresh)


def felt(turn: Turn, event: Impact | Movement) -> None:
    """Acceleration of a worn device that is being tried: it is heard once it moves as on somebody."""
    device, trial = turn.home.devices[event.device], turn.trials[event.device]
    if trial.state == "waiting" and (isinstance(event, Impact) or event.moving >= WORN):
        stream = Stream(event.rate, event.most)
        _note(turn, device, trial, f"{device.name} sends {figures(stream)}: {_judged(stream)}")


def figures(stream: Stream) -> str:
    """Rate and range of a stream, as people say it."""
    most = f" up to {stream.most:g} g" if stream.most else ""
    return f"{stream.rate:.0f} values a second{most}"


def too_coarse(stream: Stream) -> str:
    """Why falls cannot be told from a stream (behaviour 26); nothing if they can."""
    if stream.rate < SLOWEST_FOR_FALLS:
        return f"too slow for falls, which need {SLOWEST_FOR_FALLS:g} a second"
    if stream.most and stream.most <= NARROWEST_FOR_FALLS:
        return f"too narrow for falls, which are harder than {NARROWEST_FOR_FALLS:g} g"
    return ""


def _judged(stream: Stream) -> str:
    return too_coarse(stream) or "enough for falls"


def _begin(turn: Turn, device: Device, trial: Trial, kind: str, says: tuple[str, ...]) -> Incident:
    """An incident that is marked as a test: its key is no real one's, it climbs nothing, and ends by itself."""
    identity = turn.new_id()
    because = f"test by {trial.by}: {says[0]}"
    incident = Incident(
        id=identity, key=f"test|{identity}", kind=kind, grave=KINDS[kind].grave, state="raised", version=0,
        began=turn.at, raised=turn.at, because=because, reference=turn.new_reference(identity), test=True,
        device=device.id, room=device.room, resident=turn.home.known(device.worn_by), due=turn.at + SHOWN,
        evidence=tuple(Evidence(at=turn.at, says=each) for each in (because, *says[1:])),
    )  # fmt: skip
    return turn.put(incident)


def _note(turn: Turn, device: Device, trial: Trial, because: str, **changes: object) -> None:
    known: dict[str, object] = {
        "state": "heard", "heard": turn.at, "because": because, "spare": False, "done": turn.order,
    }  # fmt: skip
    after = structs.replace(trial, **(known | changes))
    turn.try_(device.id, after)
    about = turn.open.get(after.incident) if after.incident is not None else None
    turn.record("hub", f"test of {device.name}: heard", because, about)


# what ends it


def run(turn: Turn) -> tuple[Finding, ...]:
    """What has waited long enough: a press that did not come; and what is still on, which is no test."""
    found: list[Finding] = []
    for name, trial in tuple(turn.trials.items()):
        device = turn.home.device(name)
        if device is None:
            continue
        if trial.state == "waiting" and trial.until <= turn.at:
            _end(turn, device, trial, "not heard", f"nothing came of it within {_minutes(WITHIN)}")
        elif trial.look is not None and trial.look <= turn.at:
            found += _still_on(turn, device, trial)
    return tuple(found)


def _still_on(turn: Turn, device: Device, trial: Trial) -> list[Finding]:
    turn.try_(device.id, structs.replace(trial, look=None))
    on = _on(turn, device, trial.alarms)
    after = _minutes(turn.at - (trial.heard or trial.asked))
    return [
        Finding(
            kind=kind, at=turn.at, because=f"{device.name} still on {after} after its test",
            device=device.id, room=device.room, resident=device.worn_by,
        )
        for kind in on
    ]  # fmt: skip


def interrupted(turn: Turn, because: str) -> None:
    """For a while nothing could be heard: what comes now may have been pressed before, and is no test."""
    for device, trial in tuple(turn.trials.items()):
        if trial.state == "waiting" or trial.spare:
            _call_off(turn, device, trial, because)


def overtaken(turn: Turn) -> None:
    """An alarm about a person is open by now: whoever presses next may need help."""
    if any(trial.state == "waiting" or trial.spare for trial in turn.trials.values()) and (why := _needed(turn)):
        interrupted(turn, why)


def _call_off(turn: Turn, device: DeviceId, trial: Trial, because: str) -> None:
    known = turn.home.device(device)
    if trial.state == "waiting" and known is not None:
        _end(turn, known, trial, "called off", because)
    else:
        turn.try_(device, structs.replace(trial, spare=False))


def _end(turn: Turn, device: Device, trial: Trial, state: str, because: str, by: str = "hub") -> None:
    turn.try_(device.id, structs.replace(trial, state=state, because=because))
    turn.record(by, f"test of {device.name}: {state}", because)


def _word(kind: str) -> str:
    return WORDS.get(kind, kind)


def _minutes(length: timedelta) -> str:
    return f"{round(length.total_seconds() / 60)} min"
