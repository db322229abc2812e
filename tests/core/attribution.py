"""Random schedules of late, repeated, reordered and wrong-coded replies, and an oracle that knows who may mean what.

The oracle sees only what people see: the texts that went out and what was closed. It knows nothing of the hub's state.
"""

import random
import re
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec import structs

from detectors import help_button
from hub.core.codec import decode, encode
from hub.core.engine import Engine
from hub.core.fold import fold, ticks
from hub.core.state import State
from hub.model.effects import Closed, Effect, Text
from hub.model.events import Answered, Event, Replied, Reported, Said
from hub.model.household import Device, Rung, Settings
from hub.model.ids import DeviceId, IncidentId
from hub.model.incidents import Incident
from hub.ports import Detector
from tests.core.samples import ANNA, BEN, CLEO, at, settings

BUTTONS = tuple(Device(id=DeviceId(f"button-{n}"), name=f"Button {n}", use="help button") for n in range(5))
SETTINGS = settings(
    devices=BUTTONS,
    ladder=(
        Rung(tell=("anna",), wait=timedelta(hours=5)),
        Rung(tell=("anna", "ben"), wait=timedelta(hours=9)),
        Rung(tell=("cleo",), wait=timedelta(hours=40)),
    ),
)
IN_WELSH = structs.replace(
    SETTINGS, contacts=(ANNA, *(structs.replace(contact, language="cy") for contact in (BEN, CLEO)))
)
CODE = re.compile(r"\b[A-Z][0-9]+\b")
NAMES = ("Anna", "Ben", "Cleo", "Dan")
STRANGER = "+447700900999"
NUMBERS = (ANNA.phone or "", BEN.phone or "", CLEO.phone or "", STRANGER)
NAMED = {ANNA.phone: "anna", BEN.phone: "ben", CLEO.phone: "cleo", "+447700900444": "dan"}
WORDS = (
    "1",
    "1",
    "1 20",
    "2",
    "3",
    "on my way",
    "all ok",
    "can't",
    "spoke to her",
    "17 Elm Rd",
    "no idea",
    "all ok? no",
    "all ok?",
    "3? no idea",
    "thanks",
    "snooze 2 hours",
    "she is away until friday",
)
WELSH = (
    "dwi'n mynd",
    "ar y ffordd, 20 munud",
    "alla i ddim",
    "yma nawr",
    "popeth yn iawn",
    "wedi siarad â hi",
    "methu mynd i mewn",
    "larwm ffug",
    "popeth yn iawn? na",
    "gobeithio popeth yn iawn",
    "dim syniad",
)
"""What only those who are texted in Welsh may answer."""
DO_NOTHING = frozenset(
    {"17 Elm Rd", "no idea", "all ok? no", "popeth yn iawn? na", "gobeithio popeth yn iawn", "dim syniad", "thanks"}
    | {"snooze 2 hours", "she is away until friday", "all ok?", "3? no idea"}
)
ENDS = frozenset({"all ok", "spoke to her", "popeth yn iawn", "wedi siarad â hi", "methu mynd i mewn", "larwm ffug"}
                 | {"taken to hospital"})  # fmt: skip
"""Only these close."""
AT_THE_DOOR = frozenset({"methu mynd i mewn"})
"""Only somebody at the door can say that nobody gets in."""
REFUSES = frozenset({"2", "can't", "alla i ddim"})
"""Only after these somebody counts as one who cannot go."""
TAKES = frozenset({"1", "1 20", "1 thanks", "3", "on my way", "dwi'n mynd", "ar y ffordd, 20 munud", "yma nawr"}
                  | {"with her, 999 called", "999 called", "waiting for the ambulance"})  # fmt: skip
"""Only after these somebody may hold it."""
GOING = frozenset({"1", "1 20", "1 thanks", "on my way", "dwi'n mynd", "ar y ffordd, 20 munud"})
"""What a question asks for, and an offer: written before it, they answer neither."""
SHORTLY_BEFORE = timedelta(minutes=2)
"""Who said so no longer before they were asked need not say it again."""
CALLED_999 = frozenset({"with her, 999 called", "999 called", "waiting for the ambulance"})
"""Is told on, also if its sender has written something else since."""
OFFER_STANDS = timedelta(minutes=5)
"""Then it stays with whoever has it."""
TAKE_OVER = ("asks you to take over", "gymryd drosodd")
RAMBLING = ", and I shall tell the neighbours at number 14 as well" * 4
"""What makes a text longer than one part. It may be too much to be understood; it is never another incident's."""
ANSWERS_AN_HOUR = 3
TEXTS_AN_HOUR = 20
AN_HOUR = timedelta(hours=1)
CLOCKS_APART = timedelta(seconds=5)
STEPS = 12
PLAINEST = ("1", "1 20", "2", "3")
GAPS = (1, 7, 60, 600, 4000, 20_000) * 2 + (90_000,)


def parts(of: Settings) -> tuple[Detector, ...]:
    made = help_button.of(of)
    return (made,) if made else ()


class Tally(NamedTuple):
    """What came of many schedules. `missed`: the oracle knew which incident was meant, and nothing was done.

    `stopped`: ladders that stopped, holders that changed, timers that were lost or keys that were told wrongly.
    `several`: replies while several incidents were open. `late`: replies that were an hour or more under way.
    `told_since`: replies to a closed incident whose sender was told what has happened since.
    """

    replies: int = 0
    acted: int = 0
    wrong: int = 0
    missed: int = 0
    stopped: int = 0
    several: int = 0
    late: int = 0
    told_since: int = 0

    def plus(self, other: "Tally") -> "Tally":
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))


class Oracle:
    """Which incident a reply may be for."""

    def __init__(self) -> None:
        self.told: dict[str, list[tuple[datetime, IncidentId]]] = {}
        self.codes: dict[str, IncidentId] = {}
        self.first: dict[IncidentId, datetime] = {}
        self.closed: set[IncidentId] = set()
        self.sids: set[str] = set()
        self.texted: dict[str, list[tuple[datetime, bool]]] = {}
        self.asked: dict[tuple[str, IncidentId], datetime] = {}
        self.offer: dict[IncidentId, tuple[str, datetime]] = {}
        self.offered: dict[tuple[str, IncidentId], datetime] = {}
        self.pressed: dict[IncidentId, datetime] = {}
        self.last_word: dict[tuple[str, IncidentId], datetime] = {}

    def saw(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            if isinstance(effect, Text):
                self.texted.setdefault(effect.number, []).append((effect.at, effect.purpose == "answer"))
            if isinstance(effect, Text) and effect.incident and effect.purpose != "outcome":
                self.codes[effect.reference] = effect.incident
                # From the second round on one text speaks of several, each with its code.
                spoken = {self.codes[code] for code in CODE.findall(effect.body) if code in self.codes}
                for incident in {effect.incident, *spoken}:
                    self.told.setdefault(effect.number, []).append((effect.at, incident))
                self.first.setdefault(effect.incident, effect.at)
                self._asks(effect, effect.incident)
            elif isinstance(effect, Closed):
                self.closed.add(effect.incident.id)

    def _asks(self, text: Text, incident: IncidentId) -> None:
        """A question, or that somebody takes over. After any other text about it the offer may stand no more."""
        if text.purpose == "question":
            self.asked[text.number, incident] = text.at
        if any(words in text.body for words in TAKE_OVER):
            self.offered[text.number, incident] = text.at
            self.offer[incident] = text.number, text.at
        else:
            self.offer.pop(incident, None)

    def too_late(self, reply: Replied, word: str, meant: IncidentId) -> bool:
        """Whether a reply must do nothing, because of what its sender was asked, or wrote, or what happened since."""
        number, written = spelt_plainly(reply.number), min(reply.sent or reply.at, reply.at)
        if (number, meant) in self.last_word and written < self.last_word[number, meant]:
            return word not in CALLED_999 | DO_NOTHING
        if word in ENDS:
            return meant in self.pressed and written + CLOCKS_APART < self.pressed[meant]
        asked = self.asked.get((number, meant))
        to, at = self.offer.get(meant, ("", written))
        offered = to == number and written + CLOCKS_APART < at and reply.at < at + OFFER_STANDS
        return word in GOING and (offered or (asked is not None and written + SHORTLY_BEFORE < asked))

    def may_be_too_late(self, reply: Replied, word: str, meant: IncidentId) -> bool:
        """Whether it must do nothing if an offer that came after it still stands, which nobody can see for sure."""
        at = self.offered.get((spelt_plainly(reply.number), meant))
        return word in GOING and at is not None and min(reply.sent or reply.at, reply.at) + CLOCKS_APART < at

    def understood(self, reply: Replied, meant: IncidentId) -> None:
        """It was an answer to this one: what its sender wrote before is overtaken."""
        key, written = (spelt_plainly(reply.number), meant), min(reply.sent or reply.at, reply.at)
        self.last_word[key] = max(written, self.last_word.get(key, written))

    def meant(self, reply: Replied, code: str | None) -> IncidentId | None:
        number = spelt_plainly(reply.number)
        if reply.sid in self.sids or number == STRANGER:
            return None
        self.sids.add(reply.sid)
        if code is not None:
            meant = self.codes.get(code)
            # A code that was written before anybody was told it is that of an earlier store.
            guessed = meant is not None and min(reply.sent or reply.at, reply.at) + CLOCKS_APART < self.first[meant]
            return None if guessed or meant in self.closed else meant
        sent = min(reply.sent or reply.at, reply.at)
        told = self.told.get(number, [])
        since, until = sent - timedelta(hours=24), sent + CLOCKS_APART
        recent = {i for when, i in told if since <= when and (i in self.closed or when <= until)}
        only = recent.pop() if len(recent) == 1 else None
        return None if only in self.closed else only

    def must_hear_since(self, reply: Replied, code: str | None) -> bool:
        """Whether it answers what is over, and its sender had not as many texts of the hour as anybody gets."""
        number = spelt_plainly(reply.number)
        if number == STRANGER or reply.sid in self.sids or self.codes.get(code or "") not in self.closed:
            return False
        recent = [answer for at, answer in self.texted.get(number, []) if reply.at - at < AN_HOUR]
        return sum(recent) < ANSWERS_AN_HOUR and len(recent) < TEXTS_AN_HOUR


def cannot_be_known(word: str, number: str, incident: Incident) -> bool:
    """Whether only somebody at the door could say so, and Cleo, who is far, has not said that she goes there."""
    goes = incident.state in ("travelling", "with_resident") and incident.holder is not None
    there = goes and incident.holder is not None and incident.holder.contact == CLEO.id
    return word in AT_THE_DOOR and number == CLEO.phone and not there


def spelt_plainly(number: str) -> str:
    return "+" + "".join(char for char in number if char in "0123456789")


def answer_of(incident: Incident | None) -> tuple[object, ...]:
    """What only a person's answer changes."""
    if incident is None:
        return ()
    said = [e for e in incident.evidence if e.says.startswith(NAMES)]
    return (incident.holder, incident.coordinator, incident.cannot, incident.state, incident.minutes, len(said))


class Schedule:
    """One random schedule, played."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.engine = Engine(parts)
        self.state: State = self.engine.start("e", IN_WELSH, at("08:00"))
        self.oracle = Oracle()
        self.now = at("08:00")
        self.waiting: list[tuple[datetime, Replied, str | None]] = []
        self.tally = Tally()
        self.count = 0
        self.foreign: set[str] = set()
        self.words: dict[str, str] = {}
        self.rambles: set[str] = set()
        self.heard: list[Effect] = []

    def play(self, steps: int = STEPS) -> Tally:
        for _ in range(steps):
            self.now += timedelta(seconds=self.random.choice(GAPS))
            self.deliver()
            self.random.choices((self.press, self.write, self.close, self.restart), (40, 90, 20, 12))[0]()
        self.now += timedelta(hours=3)
        self.deliver()
        return self.tally

    def press(self) -> None:
        button = self.random.choice(BUTTONS)
        self.oracle.pressed |= {i.id: self.now for i in self.state.facts.open.values() if i.device == button.id}
        self.run(Reported(at=self.now, source="zigbee2mqtt", name=button.id, said=(Said("help", "sos"),)))

    def close(self) -> None:
        if self.state.facts.open:
            which = self.random.choice(list(self.state.facts.open))
            self.count += 1
            self.run(Answered(at=self.now, via="socket", id=f"c{self.count}", by="Zoe", does="close", incident=which))

    def restart(self) -> None:
        """Only what is kept in the store is known from here on."""
        self.state = decode(encode(self.state), self.engine)

    def write(self) -> None:
        """Somebody writes a text; it comes at once, late, twice, or after a later one."""
        draw = self.random
        self.count += 1
        code = draw.choice((None, None, *(self.oracle.codes or ("K7",)), "X9", "Y86"))
        number = draw.choice(NUMBERS)
        word = draw.choice((*PLAINEST * 3, *WORDS, *WELSH))
        self.foreign |= {f"s{self.count}"} if word in WELSH and number == ANNA.phone else set()
        self.send(number, word, code, (0, 0, 0, 2, 600, 40_000, 200_000))

    def send(self, number: str, word: str, code: str | None, lateness: tuple[int, ...]) -> None:
        """It is on its way: as somebody would type it, perhaps of two incidents at once, perhaps in several parts."""
        draw, sid = self.random, f"s{self.count}"
        self.words[sid] = word
        known = [each for each in self.oracle.codes if each != code]
        if code in self.oracle.codes and known and draw.random() < 0.05:
            code = f"{code} {draw.choice(known)}"  # of two incidents: then of none
        text = word if code is None else draw.choice((f"{word} {code}", f"{code} {word}", f"{word} {code.lower()}"))
        if draw.random() < 0.04:
            self.rambles.add(sid)
            text += RAMBLING
        if draw.random() < 0.1:
            number = f"{number[:3]} {number[3:7]} {number[7:]}"
        for _ in range(draw.choice((1, 1, 1, 2))):
            late = timedelta(seconds=draw.choice(lateness))
            reply = Replied(at=self.now + late, number=number, text=text, sid=sid, sent=self.now)
            self.waiting.append((reply.at, reply, code))
        self.deliver()

    def deliver(self) -> None:
        due = [w for w in self.waiting if w[0] <= self.now]
        self.waiting = [w for w in self.waiting if w[0] > self.now]
        self.random.shuffle(due)
        for _, reply, code in due:
            self.reply(Replied(at=self.now, number=reply.number, text=reply.text, sid=reply.sid, sent=reply.sent), code)

    def reply(self, reply: Replied, code: str | None) -> None:
        self.ticks_before(reply)
        before = self.state.facts.open
        must_hear = self.oracle.must_hear_since(reply, code)
        meant = self.oracle.meant(reply, code)
        word, number = self.words[reply.sid], spelt_plainly(reply.number)
        too_late = meant is not None and self.oracle.too_late(reply, word, meant)
        perhaps = meant is not None and self.oracle.may_be_too_late(reply, word, meant)
        self.run(reply)
        after = self.state.facts.open
        touched = {i for i in (*before, *after) if answer_of(before.get(i)) != answer_of(after.get(i))}
        cannot_know = meant is not None and cannot_be_known(word, number, before[meant])
        does_nothing = word in DO_NOTHING or reply.sid in self.foreign or too_late or cannot_know
        wrong = bool(touched - {meant}) or (does_nothing and bool(touched))
        wrong = wrong or any(self.misread(word, number, before.get(i), after.get(i)) for i in touched)
        wrong = wrong or (too_late and self.was_thanked(number))
        unclear = does_nothing or perhaps or reply.sid in self.rambles
        if meant is not None and not does_nothing and (touched or not unclear):
            self.oracle.understood(reply, meant)
        missed = meant is not None and not touched and not unclear and not self.held_already(before[meant])
        must_hear = must_hear and word in TAKES | REFUSES and reply.sid not in self.foreign | self.rambles
        missed = missed or (must_hear and not self.was_told_since(number, code or ""))
        late = reply.sent is not None and self.now - reply.sent >= AN_HOUR
        self.tally = self.tally.plus(Tally(1, len(touched), wrong, missed, 0, len(before) > 1, late, must_hear))

    def was_told_since(self, number: str, code: str) -> bool:
        """Whether the sender got an answer that speaks of that incident, and asks nothing of them."""
        mine = [e for e in self.heard if isinstance(e, Text) and e.number == number and e.purpose == "answer"]
        return len(mine) == 1 and CODE.findall(mine[0].body) == [code] and not re.search(r"\b1\b", mine[0].body)

    def was_thanked(self, number: str) -> bool:
        """Whether its sender was told that a text did something which must do nothing."""
        return any(isinstance(e, Text) and e.number == number and e.purpose != "answer" for e in self.heard)

    @staticmethod
    def misread(word: str, number: str, was: Incident | None, now: Incident | None) -> bool:
        """Whether more, or something else, was done than its sender said, or in another's name."""
        who = NAMED.get(number)
        if was is None or who is None:
            return True
        if now is None:
            return word not in ENDS
        refused = set(now.cannot) - set(was.cannot)
        if refused and (word not in REFUSES or refused != {who}):
            return True
        takes = [(was.holder, now.holder), (was.coordinator, now.coordinator)]
        new = {now_.contact for was_, now_ in takes if now_ is not None and now_ != was_}
        return bool(new) and (word not in TAKES or new != {who})

    def held_already(self, incident: Incident) -> bool:
        """Somebody who cannot attend, and has it already, changes nothing by answering again."""
        return incident.coordinator is not None or (incident.holder is not None and not incident.holder.can_attend)

    def ticks_before(self, event: Event) -> None:
        for _, state, effects in ticks(self.engine, self.state, event.at):
            self.state = state
            self.oracle.saw(effects)

    def run(self, event: Event) -> None:
        self.heard = []
        for _, state, effects in fold(self.engine, self.state, event):
            self.heard.extend(effects)
            self.state = state
            self.oracle.saw(effects)


def play(first: int, many: int, steps: int = STEPS) -> Tally:
    """The tally of many schedules."""
    whole = Tally()
    for seed in range(first, first + many):
        whole = whole.plus(Schedule(seed).play(steps))
    return whole
