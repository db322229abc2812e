"""Plays a story in virtual time with the real engine and detectors, and compares what came with what must come."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from detectors import parts as parts_of
from hub.core import codec, gsm
from hub.core.engine import Engine
from hub.core.localtime import local
from hub.core.playback import play
from hub.core.shifting import shifted
from hub.core.state import State
from hub.model.effects import Announce, Call, Closed, Document, Effect, Result, Text
from hub.model.events import ClockStepped, Event, HubStarted
from hub.model.incidents import Incident
from tests.support.fall_models import MODELS
from tests.support.story_events import Cast, Off, event
from tests.support.story_lines import Channel, Expected, Happens, Story

EPOCH = "story"
parts = partial(parts_of, models=MODELS)
SHOWN = 10
"""Lines of a difference; after these, one who reads knows enough."""


class Came(NamedTuple):
    """What came: when, which way, to whom, and its words."""

    at: datetime
    channel: Channel
    to: str
    words: str


class Twist(NamedTuple):
    """What is done to a story that must change nothing.

    `reloaded`: after every event the state goes through bytes and into a new engine. `restarted`: after every event
    the hub starts anew, without a gap. `corrected`: after the event of this number the clock is corrected by `by`.
    """

    reloaded: bool = False
    restarted: bool = False
    corrected: int = -1
    by: timedelta = timedelta(0)


AS_WRITTEN = Twist()
SPEAKS_OF_WHAT_CAME = re.compile(r"^\w+( presses |'s call |'s text is )")
"""What is due before such a line happens before it is read: it may be the very call or text that it speaks of."""


class Day:
    """One day as it is played: the state after each step, and everything that came."""

    def __init__(self, story: Story, twist: Twist = AS_WRITTEN) -> None:
        self.story, self.twist = story, twist
        self.cast = Cast(story.tables, story.name)
        self.engine = Engine(parts)
        self.state = self.engine.start(EPOCH, self.cast.settings, story.starts)
        self.shift = timedelta(0)
        self.came: list[Came] = []
        self.steps: list[tuple[Event, State, tuple[Effect, ...]]] = []

    def play(self) -> "Day":
        """Play all of it."""
        for number, line in enumerate(self.story.happens):
            self._happens(line)
            self._twist(number)
        self._run((), self.story.ends + self.shift)
        return self

    def _happens(self, line: Happens) -> None:
        if SPEAKS_OF_WHAT_CAME.search(line.words):
            self._run((), line.at + self.shift - timedelta(microseconds=1))
        try:
            what = event(self.cast, line.at, line.words)
        except (ValueError, KeyError, IndexError) as wrong:
            raise AssertionError(f"{self.story.name}.story, line {line.line}: {wrong}") from wrong
        if isinstance(what, Off):
            self._run((), what.at + self.shift)
            self._reload()
        else:
            self._run((shifted(what, self.shift),))

    def _twist(self, number: int) -> None:
        if self.cast.off is not None:
            return
        if self.twist.reloaded or self.twist.restarted:
            self._reload()
        if self.twist.restarted and not any(i.state == "pending" for i in self.state.facts.open.values()):
            self._run((HubStarted(at=self.state.at, last_alive=self.state.at),))
        if self.twist.corrected == number:
            self._run((ClockStepped(at=self.state.at + self.twist.by, by=self.twist.by),))
            self.shift += self.twist.by

    def _reload(self) -> None:
        """As after a restart: another engine, and the state as it was written down."""
        self.engine = Engine(parts)
        self.state = codec.decode(codec.encode(self.state), self.engine)

    def _run(self, events: tuple[Event, ...], until: datetime | None = None) -> None:
        for step in play(self.engine, self.state, events, until):
            before, self.state = self.state, step[1]
            self.steps.append(step)
            self.cast.sent += step[2]
            self._note(before, step[0].at, step[2])

    def _note(self, before: State, at: datetime, effects: tuple[Effect, ...]) -> None:
        at -= self.shift
        for effect in effects:
            self.came += _sent(effect, at)
        self.came += (Came(at, "incident", "", words) for words in _became(before, self.state, effects))


def _sent(effect: Effect, at: datetime) -> Iterable[Came]:
    match effect:
        case Text():
            assert gsm.fits(effect.body), f"does not fit into one text: {effect.body!r}"
            yield Came(at, "sms", effect.to.removeprefix("resident:"), effect.body)
        case Call():
            yield Came(at, "call", effect.to, f"{effect.says} {effect.then}".rstrip())
        case Announce():
            yield Came(at, "says", "says", f"{effect.text} ({effect.tone}, {effect.language})")
        case Document():
            yield Came(at, "centre", "centre", _document(effect))
        case Result():
            yield Came(at, "answer", "answer", f"{'done' if effect.ok else 'not done'}: {effect.because}")
        case _:
            pass


def _document(effect: Document) -> str:
    if effect.empty_only:
        return "emptied, nothing said"
    said = effect.document
    parts_ = (
        f"{said.kind} {said.state}", f"({said.outcome})" if said.outcome else "", f"version {said.version}",
        f"class {said.cls}", f"held by {said.acknowledged_by}" if said.acknowledged_by else "",
        f"attending {said.attending}" if said.attending else "", f"next: {said.next}" if said.next else "",
        "a test" if said.test else "", "late" if said.late else "", f"because: {said.because}",
        f"needs: {', '.join(said.needs)}", f"evidence: {'; '.join(said.evidence)}",
    )  # fmt: skip
    return ", ".join(part for part in parts_ if part)


def _became(before: State, after: State, effects: tuple[Effect, ...]) -> Iterable[str]:
    """What became of each incident in this step: "inactivity raised", "help closed (helped)"."""
    old = before.facts.open
    for incident in after.facts.open.values():
        known = old.get(incident.id)
        if known is None or _words(known) != _words(incident):
            yield _words(incident)
    for effect in effects:
        if isinstance(effect, Closed):
            yield f"{_words(effect.incident)} ({effect.incident.outcome})"


def _words(incident: Incident) -> str:
    return f"{incident.kind} {incident.state}"


CHANNELS: tuple[Channel, ...] = ("sms", "call", "says", "incident", "centre", "answer")


def differences(day: Day) -> str:
    """What did not come as the story says, for a person to read; nothing if all is well.

    Every text, every call and every announcement must be expected. Changes of incidents, documents and answers to
    commands are compared if the story lists any of them.
    """
    found = []
    for channel in CHANNELS:
        expected = [e for e in day.story.expected if e.channel == channel]
        came = [c for c in day.came if c.channel == channel]
        if expected or channel in ("sms", "call", "says"):
            found.append(_differ(day.story, expected, came))
    return "\n".join(part for part in found if part)


def _differ(story: Story, expected: list[Expected], came: list[Came]) -> str:
    alike = 0
    while alike < min(len(expected), len(came)) and _fits(expected[alike], came[alike], story.timezone):
        alike += 1
    if alike == len(expected) == len(came):
        return ""
    lines = [f"{story.name}.story does not go as written."]
    lines += ["as written:", *(_shown(c, story) for c in came[:alike])] if alike else []
    missing = expected[alike:][:SHOWN]
    lines += ["the story says:", *(f"  line {e.line}: {_clock(e.at, story)} {e.words}" for e in missing)]
    lines += ["but there came:", *(_shown(c, story) for c in came[alike:][:SHOWN])]
    return "\n".join(lines)


def _fits(expected: Expected, came: Came, zone: str) -> bool:
    at = came.at if expected.seconds else came.at.replace(second=0, microsecond=0)
    when = expected.at == at.replace(microsecond=0)
    who = expected.channel == "incident" or expected.to == came.to
    said = came.words == expected.parts[0] if expected.channel == "incident" else _contains(came.words, expected.parts)
    return when and who and said


def _contains(words: str, parts_: tuple[str, ...]) -> bool:
    return re.search(".*".join(re.escape(part) for part in parts_), words, re.IGNORECASE) is not None


def _clock(at: datetime, story: Story) -> str:
    return f"{local(at, story.timezone):%a %H:%M:%S}"


def _shown(came: Came, story: Story) -> str:
    if came.channel == "incident":
        return f"  {_clock(came.at, story)} == {came.words}"
    return f'  {_clock(came.at, story)} -> {came.channel} {came.to} "{came.words}"'
