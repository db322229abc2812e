"""Random schedules of the whole chain: presses, coordinators, hand-overs, KEY and 999, late, repeated and reordered.

What `attribution` asks of a plain answer is asked here too, and besides: a ladder that is climbed stops only for a
person who answered that very incident and may stop it; nobody but the one who answers becomes the holder; every open
incident has a timer; and how to get in goes to nobody but who has it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from hub.core.fold import fold, ticks
from hub.core.state import State
from hub.model.effects import Call, Effect, Text
from hub.model.events import Answered, Does, Event, Keyed, Replied
from hub.model.household import Access, Contact, Rung
from hub.model.ids import ContactId, IncidentId
from hub.model.incidents import HELD, Incident
from tests.core.attribution import (
    BUTTONS,
    CLOCKS_APART,
    DO_NOTHING,
    STEPS,
    TAKE_OVER,
    WELSH,
    WORDS,
    Schedule,
    Tally,
    answer_of,
    spelt_plainly,
)
from tests.core.samples import ANNA, BEN, CLEO, at, settings

DAN = Contact(id=ContactId("dan"), name="Dan", phone="+447700900444", language="cy")
EVE = Contact(id=ContactId("eve"), name="Eve", phone="+447700900555", ways=("call",))
PEOPLE = {contact.phone: contact for contact in (ANNA, BEN, CLEO, DAN)}
NUMBERS = (*PEOPLE, "+447700900999")
SETTINGS = settings(
    devices=BUTTONS, contacts=(ANNA, BEN, CLEO, DAN, EVE), access=Access(key_safe="left of the door", dog="Bess"),
    ladder=(
        Rung(tell=("anna",), wait=timedelta(minutes=2)),
        Rung(tell=("cleo", "ben"), wait=timedelta(minutes=3)),
        Rung(tell=("dan", "eve"), wait=timedelta(minutes=5), repeat=2),
    ),
)  # fmt: skip
GIVES = ("give to Ben", "hand over to cleo", "give to Anna", "give it to nobody", "please give to Dan")
KEYS = ("KEY", "where is the key?")
AMBULANCE = ("999 called", "waiting for the ambulance")
STOPS_FROM_AFAR = frozenset({"3", "all ok", "spoke to her", "taken to hospital", "with her, 999 called"})
"""What stops a ladder also from somebody who can bring nobody to the door."""
STOPS = STOPS_FROM_AFAR | {"1", "1 20", "1 thanks", "on my way"}
STOPS_WELSH = frozenset({"yma nawr", "popeth yn iawn", "wedi siarad â hi", "methu mynd i mewn", "larwm ffug",
                         "dwi'n mynd", "ar y ffordd, 20 munud"})  # fmt: skip
SAID = (*("1", "1 20", "3", "1 thanks") * 3, *WORDS, *GIVES, *KEYS, *AMBULANCE, "with her, 999 called",
        "taken to hospital")  # fmt: skip
COMMANDS: tuple[Does, ...] = ("acknowledge", "travelling", "with_resident", "cannot", "ambulance", "hand_over", "close")
HOW_OFTEN = (80, 300, 10, 40, 10, 30, 30)
FURTHER = ("pending", "raised", "acknowledged", "travelling", "with_resident")
"""How far somebody is who answers (design, section 1); a later one implies those before it."""
GAPS = (1, 7, 30, 60, 90, 130, 200, 600, 1300)


def responsible(incident: Incident) -> tuple[str | None, datetime | None]:
    """Who has it, and since when."""
    has = incident.holder if incident.state in HELD else incident.coordinator
    return (has.contact, has.since) if has is not None else (None, None)


def climbs(incident: Incident | None) -> bool:
    return incident is not None and incident.state == "raised" and incident.place is not None


class ChainSchedule(Schedule):
    """One random schedule of the whole chain."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.state = self.engine.start("e", SETTINGS, at("08:00"))
        self.calls: list[Call] = []
        self.may_stop: set[IncidentId] = set()
        self.by: str | None = None
        self.keyed: list[tuple[Call, str, str]] = []
        self.asked: set[tuple[IncidentId | None, str | None]] = set()

    def play(self, steps: int = STEPS) -> Tally:
        does = (self.press, self.write, self.close, self.command, self.days, self.key, self.restart)
        for _ in range(steps):
            self.now += timedelta(seconds=self.random.choice(GAPS))
            self.deliver()
            self.random.choices(does, HOW_OFTEN)[0]()
        self.days()
        return self.tally

    def days(self) -> None:
        """All is closed, and days later what was under way comes."""
        for which in list(self.state.facts.open):
            self.count += 1
            self.may_stop = {which}
            self.run(Answered(at=self.now, via="socket", id=f"c{self.count}", by="Zoe", does="close", incident=which))
        self.may_stop = set()
        self.now += timedelta(seconds=self.random.choice((4000, 90_000, 200_000)))
        self.deliver()

    # what happens

    def write(self) -> None:
        """Somebody writes a text; it comes at once, late, twice, or after a later one."""
        draw = self.random
        self.count += 1
        there = [i.reference for i in self.state.facts.open.values()] or ["K7"]
        codes = (None, *there, *there, *(list(self.oracle.codes)[-2:] or there), "X9")
        code = None if draw.random() < 0.3 else draw.choice(codes)
        number, word = draw.choice((*NUMBERS, ANNA.phone, BEN.phone)), draw.choice(SAID)
        if draw.random() < (0.5 if number == DAN.phone else 0.05):
            word = draw.choice(WELSH)
        if word in WELSH and number != DAN.phone:
            self.foreign.add(f"s{self.count}")
        if word in KEYS or word in GIVES:  # what they have by then may be another than they wrote of
            code = None if draw.random() < 0.5 else code
            self.send(number, word, code, (0, 0, 0, 60, 200, 600))
        else:
            self.send(number, word, code, (0, 0, 0, 0, 0, 0, 2, 60, 600, 40_000, 200_000))

    def key(self) -> None:
        """A key is pressed in a call, perhaps in one of long ago, perhaps reported twice. It means that call's."""
        if not self.calls:
            return
        call, pressed, self.count = self.random.choice(self.calls[-4:]), self.random.choice("123"), self.count + 1
        pressing = call, pressed, f"k{self.count}"
        if self.keyed and self.random.random() < 0.3:
            pressing = self.random.choice(self.keyed)
        first, (call, pressed, sid) = pressing not in self.keyed, pressing
        self.keyed.append(pressing)
        event = Keyed(at=self.now, effect=call.key, key=pressed, sid=sid)
        self.ticks_before(event)
        before = self.state.facts.open
        self.by = call.to
        self.may_stop = {call.incident} if call.incident is not None and pressed == "1" and first else set()
        self.run(event)
        self.by, self.may_stop = None, set()
        after = self.state.facts.open
        touched = {i for i in (*before, *after) if answer_of(before.get(i)) != answer_of(after.get(i))}
        may = {call.incident} if pressed in "12" and first else set[IncidentId | None]()
        wrong = bool(touched - may)
        self.tally = self.tally.plus(Tally(1, len(touched), int(wrong)))

    def command(self) -> None:
        """Somebody at the centre or at the hub does something with an incident that they name."""
        if not self.state.facts.open:
            return
        which, does = self.random.choice(list(self.state.facts.open)), self.random.choice(COMMANDS)
        by = self.random.choice(("Zoe", "anna", "dan"))
        self.count += 1
        self.by, self.may_stop = by, {which}
        self.run(Answered(at=self.now, via="centre", id=f"c{self.count}", by=by, does=does, incident=which, to="ben"))
        self.by, self.may_stop = None, set()

    def close(self) -> None:
        self.may_stop = set(self.state.facts.open)
        super().close()
        self.may_stop = set()

    # what must come of it

    def reply(self, reply: Replied, code: str | None) -> None:
        word, person = self.words[reply.sid], PEOPLE.get(spelt_plainly(reply.number))
        self.by = str(person.id) if person else None
        if word in GIVES or word in KEYS:
            self._request(reply, code, word, person)
        else:
            self.ticks_before(reply)
            meant = self._meant_without_noting(reply, code)
            stops = STOPS_FROM_AFAR if person is CLEO else STOPS | STOPS_WELSH if person is DAN else STOPS
            others = word not in AMBULANCE and word in stops and word not in DO_NOTHING
            counts = meant is not None and others and not self.oracle.too_late(reply, word, meant)
            self.may_stop = {meant} if meant is not None and counts else set()
            super().reply(reply, code)
        self.by, self.may_stop = None, set()

    def _meant_without_noting(self, reply: Replied, code: str | None) -> IncidentId | None:
        noted = set(self.oracle.sids)
        meant = self.oracle.meant(reply, code)
        self.oracle.sids = noted
        return meant

    def _request(self, reply: Replied, code: str | None, word: str, person: Contact | None) -> None:
        """KEY or a hand-over: of what they have, and wrote of when they had it."""
        self.ticks_before(reply)
        before = self.state.facts.open
        heard = reply.sid in self.oracle.sids
        known = self.oracle.meant(reply, code)
        may = set() if person is None or heard else self._may_request(reply, code, word, person, known)
        self.run(reply)
        after = self.state.facts.open
        touched = {i for i in (*before, *after) if answer_of(before.get(i)) != answer_of(after.get(i))}
        changed = any(responsible(before[i]) != responsible(after[i]) for i in before if i in after)
        wrong = bool(touched - may) or len(touched) > 1 or changed or set(before) != set(after)
        nobody = person is None or reply.sid in self.rambles or (word in GIVES and not _others(word, person))
        missed = bool(may) and not touched and not nobody
        self.tally = self.tally.plus(Tally(1, len(touched), int(wrong), int(missed)))

    def _may_request(
        self, reply: Replied, code: str | None, word: str, person: Contact, known: IncidentId | None
    ) -> set[IncidentId]:
        """Of what a request may be: of what they have, if it was written since; else of what it can only have meant."""
        mine = {i: each for i, each in self.state.facts.open.items() if responsible(each)[0] == person.id}
        if word in KEYS:  # whoever only coordinates is told nothing, unless a crew waits at the door
            mine = {i: each for i, each in mine.items() if each.state in HELD or each.ambulance}
        meant = mine.keys() & {known}
        if code is not None:
            return meant
        sent = min(reply.sent or reply.at, reply.at) + CLOCKS_APART
        since = {i for i, each in mine.items() if (at := responsible(each)[1]) is not None and at <= sent}
        return since | meant if word in KEYS or len(since | meant) == 1 else since & meant

    def ticks_before(self, event: Event) -> None:
        for tick, state, effects in ticks(self.engine, self.state, event.at):
            self._check(self.state, tick, state, effects, set())
            self.calls.extend(effect for effect in effects if isinstance(effect, Call))
            self.state = state
            self.oracle.saw(effects)

    def run(self, event: Event) -> None:
        self.heard = []
        for stepped, state, effects in fold(self.engine, self.state, event):
            may_stop = self.may_stop if stepped is event else set[IncidentId]()
            self._check(self.state, stepped, state, effects, may_stop)
            self.heard.extend(effects)
            self.calls.extend(effect for effect in effects if isinstance(effect, Call))
            self.state = state
            self.oracle.saw(effects)

    def _check(
        self, before: State, event: Event, after: State, effects: Iterable[Effect], may_stop: set[IncidentId]
    ) -> None:
        was, now = before.facts.open, after.facts.open
        stopped = {i for i, each in was.items() if climbs(each) and not climbs(now.get(i))} - may_stop
        by = self.by if isinstance(event, Replied | Answered | Keyed) else None
        pushed = [i for i in was if i in now and not self._may_hold(was[i], now[i], (by, self._named(event)))]
        silent = [i for i, each in now.items() if not self._armed(after, each)]
        has = {responsible(each)[0] for each in was.values()}
        leaked = [e for e in effects if isinstance(e, Text) and e.fill and e.to not in has]
        asked = (e for e in effects if isinstance(e, Text) and any(words in e.body for words in TAKE_OVER))
        self.asked |= {(text.incident, text.to) for text in asked}
        self.tally = self.tally.plus(Tally(stopped=len(stopped) + len(pushed) + len(silent) + len(leaked)))

    def _may_hold(self, was: Incident, now: Incident, by: tuple[str | None, ...]) -> bool:
        """Whether whoever holds it now may: they did, or they answered it, and were asked to take it or are further."""
        holds, held = _holder(now), _holder(was)
        if holds in (None, held):
            return True
        further = held is None or FURTHER.index(now.state) > FURTHER.index(was.state) or (was.id, holds) in self.asked
        return holds in by and further

    @staticmethod
    def _named(event: Event) -> str | None:
        return event.by if isinstance(event, Answered) else None

    @staticmethod
    def _armed(state: State, incident: Incident) -> bool:
        due = state.waits.get(incident.id)
        if due is None:
            return False
        return incident.place is None or incident.state != "raised" or due <= incident.place.until


def _others(word: str, person: Contact) -> bool:
    """Whether somebody would hand over to somebody else who is there."""
    return any(each.name.lower() in word.lower() and each is not person for each in PEOPLE.values())


def _holder(incident: Incident) -> str | None:
    if incident.state not in HELD or incident.holder is None:
        return None
    return incident.holder.contact or incident.holder.name


def play(first: int, many: int, steps: int = STEPS) -> Tally:
    """The tally of many schedules."""
    whole = Tally()
    for seed in range(first, first + many):
        whole = whole.plus(ChainSchedule(seed).play(steps))
    return whole
