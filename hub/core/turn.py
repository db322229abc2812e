"""One step's work on what people know: incidents are replaced by new ones, and what must be sent is collected."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from msgspec import structs

from hub.core import documents, reassurance, trail, wording_calls
from hub.core.home import Home, digits
from hub.core.remembered import Remembered
from hub.core.speech import Speaker, speaker
from hub.core.state import KEPT, Facts, Past, World
from hub.model.effects import (
    Call,
    Closed,
    Document,
    Effect,
    Fill,
    Receipt,
    Recorded,
    Result,
    SpanChanged,
    Text,
    Withdraw,
)
from hub.model.events import Answered
from hub.model.ids import ContactId, EffectKey, IncidentId
from hub.model.incidents import Evidence, Incident, Outcome, Purpose, Told

HOUR = timedelta(hours=1)
MOST_TEXTS_AN_HOUR = 20
"""Per number; carriers block more equal texts than this (behaviour 6). `life` is never held back."""

LIVES: dict[Purpose, timedelta] = {
    "alarm": timedelta(minutes=10), "question": timedelta(minutes=10), "answer": timedelta(minutes=10),
    "news": HOUR, "test": HOUR, "outcome": timedelta(hours=10), "notice": timedelta(hours=10),
    "access": timedelta(minutes=10),
}  # fmt: skip
"""How long a text may be sent or delivered, or a call made: a stale alarm is never delivered as live (behaviour 13)."""

EVIDENCE_KEPT = 50
"""Lines of evidence that an incident carries; the journal has them all."""

TOLD_KEPT = 200
"""Entries of who was told that an incident carries, a quarter of them the first; the audit trail has them all."""


class Turn(Remembered):
    """Collects what one step changes. Made at its beginning, `finish`ed at its end, never kept."""

    def __init__(self, home: Home, facts: Facts, world: World, at: datetime, epoch: str, seq: int) -> None:
        super().__init__(facts, at)
        self.home, self.world = home, world
        self.via = ""
        self.touched: set[IncidentId] = set()
        self.effects: list[Effect] = []
        self.closed: list[Incident] = []
        self.order = seq
        self._id, self._made, self._noted = f"{epoch}-{seq}", 0, 0
        self._emptied: set[IncidentId] = set()
        self.said: dict[IncidentId, reassurance.Said] = {}

    def to(self, who: str) -> Speaker:
        """Whoever speaks to this contact, or to "resident:" and a resident's id: in their language."""
        return speaker(self.home, who)

    # incidents

    def new_id(self) -> IncidentId:
        """An id that was never used, on this hub or on one restored from it."""
        self._made += 1
        return IncidentId(self._id if self._made == 1 else f"{self._id}-{self._made}")

    def put(self, incident: Incident, **changes: Any) -> Incident:
        """Begin an incident, or replace it by its changed form."""
        self.touched.add(incident.id)
        self.open[incident.id] = changed = structs.replace(incident, **changes)
        return changed

    def add_evidence(self, incident: Incident, says: str, **changes: Any) -> Incident:
        """Something was seen or said: it belongs to the incident from now on."""
        lines = (*incident.evidence, Evidence(at=self.at, says=says))
        return self.put(incident, evidence=(*lines[:10], *lines[10:][-(EVIDENCE_KEPT - 10) :]), **changes)

    def gained(self, incident: Incident) -> int:
        """The version that this step will give the incident."""
        before = self.facts.open.get(incident.id)
        return before.version + 1 if before else 1

    def close(self, incident: Incident, outcome: Outcome, by: str, because: str) -> Incident:
        """End an incident. Telling those who were told is the caller's."""
        ended = self.add_evidence(
            incident, because, state="closed", outcome=outcome, closed=self.at, closed_by=by, due=None, place=None,
            received_by=None, pressed=None,
        )  # fmt: skip
        del self.open[incident.id]
        self.closed.append(ended)
        self.withdraw(ended.id, ("alarm", "question", "news", "access"), because)
        self.record(by or "hub", f"closed: {outcome}", because, ended)
        return ended

    def silence(self, incident: Incident) -> None:
        """The incident's document is emptied at the centre, and nothing is said about it."""
        self._emptied.add(incident.id)

    # effects

    def text(
        self, incident: Incident, to: str, number: str, body: str, purpose: Purpose, fill: Fill = ""
    ) -> Incident:  # fmt: skip
        """Send a text that belongs to an incident, and remember that this person was told."""
        if self._has_a_landline(to):
            return incident
        key = EffectKey(f"{incident.id}/{incident.sends + 1}/{to}")
        told = Told(at=self.at, to=to, way="text", purpose=purpose, key=key, number=number)
        self._send(key, to, number, body, purpose, incident, fill)
        return self.tell(incident, told, sends=incident.sends + 1)

    def call(
        self, incident: Incident, to: str, number: str, says: str, purpose: Purpose, then: str = "", fill: Fill = ""
    ) -> Incident:  # fmt: skip
        """Make a call that belongs to an incident, and remember that this person was told. `then` follows key 1."""
        key = EffectKey(f"{incident.id}/{incident.sends + 1}/call/{to}")
        told = Told(at=self.at, to=to, way="call", purpose=purpose, key=key, number=number)
        self._ring(key, to, number, says, purpose, incident, then, fill)
        return self.tell(incident, told, sends=incident.sends + 1)

    def loose_call(self, key: str, to: str, number: str, says: str, purpose: Purpose) -> None:
        """Make a call that belongs to no incident."""
        self._ring(EffectKey(key), to, number, says, purpose, None)

    def _ring(
        self, key: EffectKey, to: str, number: str, says: str, purpose: Purpose, of: Incident | None, then: str = "",
        fill: Fill = "",
    ) -> None:  # fmt: skip
        self.effects.append(
            Call(
                key=key, at=self.at, to=to, number=number, says=says, purpose=purpose, expires=self.at + LIVES[purpose],
                language=wording_calls.voice(self.to(to)), incident=of.id if of else None,
                reference=of.reference if of else "", then=then, fill=fill,
            )
        )  # fmt: skip

    def tell(self, incident: Incident, told: Told, **changes: Any) -> Incident:
        """Remember that somebody was told; of an incident that nobody answers for days, the first and the latest."""
        entries = (*incident.told, told)
        kept = entries if len(entries) <= TOLD_KEPT else (*entries[: TOLD_KEPT // 4], *entries[TOLD_KEPT // 4 + 1 :])
        return self.put(incident, told=kept, **changes)

    def loose_text(
        self, key: str, to: str, number: str, body: str, purpose: Purpose, of: Incident | None = None,
        until: datetime | None = None,
    ) -> None:  # fmt: skip
        """Send a text that asks nobody to act. With `of` it is withdrawn with that incident when the service ends;
        `until` it must have left, if that is sooner than for its purpose.
        """
        self._send(EffectKey(key), to, number, body, purpose, of, until=until)

    def text_closed(self, incident: Incident, to: str, number: str, body: str) -> None:
        """Send the outcome of a closed incident."""
        self._send(EffectKey(f"{incident.id}/closed/{to}"), to, number, body, "outcome", incident)

    def _has_a_landline(self, to: str) -> bool:
        """Whether this contact is never texted, whichever part would do it: a landline loses texts."""
        contact = self.home.contacts.get(ContactId(to))
        return contact is not None and "text" not in contact.ways

    def _send(
        self, key: EffectKey, to: str, number: str, body: str, purpose: Purpose, of: Incident | None, fill: Fill = "",
        until: datetime | None = None,
    ) -> None:  # fmt: skip
        if purpose != "answer" and self._has_a_landline(to):
            return
        texted = self._get("texted")
        recent = tuple(t for t in texted.get(number, ()) if self.at - t < HOUR)
        self._changed["texted"] = {**texted, number: (*recent, self.at)}
        self.effects.append(
            Text(
                key=key, at=self.at, to=to, number=number, body=body, purpose=purpose,
                expires=until or self.at + LIVES[purpose], incident=of.id if of else None,
                reference=of.reference if of else "", fill=fill,
            )
        )  # fmt: skip

    def too_many(self, number: str) -> bool:
        """Whether this number had as many texts in the last hour as a carrier lets through."""
        recent = [t for t in self._get("texted").get(number, ()) if self.at - t < HOUR]
        return len(recent) >= MOST_TEXTS_AN_HOUR

    def withdraw(self, incident: IncidentId, purposes: tuple[Purpose, ...], because: str) -> None:
        """What has not left yet and is no longer true shall not leave."""
        key = EffectKey(f"{incident}/withdraw/{self._note()}")
        self.effects.append(Withdraw(key=key, at=self.at, incident=incident, purposes=purposes, because=because))

    def record(self, who: str, what: str, because: str, incident: Incident | None = None) -> None:
        """A line of the audit trail."""
        key = EffectKey(f"{self._id}/audit/{self._note()}")
        self.effects.append(
            Recorded(
                key=key, at=self.at, who=who, what=what, because=because, incident=incident.id if incident else None
            )
        )

    def receipted(self, key: EffectKey, receipt: Receipt) -> None:
        """A line of the audit trail: what became of a message, also of one whose incident is closed."""
        known = {*self.facts.open, *(ended.id for ended in self.past)}
        fact = trail.receipt(key, receipt, known, self.home)
        if fact is not None:
            self.effects.append(self._noted_down(fact))

    def _noted_down(self, fact: trail.Fact) -> Recorded:
        key = EffectKey(f"{self._id}/audit/{self._note()}")
        return Recorded(key=key, at=self.at, **structs.asdict(fact))

    def span(self, subject: str, status: str, because: str, at: datetime | None = None) -> None:
        """From now on (or `at`), `subject` is in `status`."""
        key = EffectKey(f"{self._id}/span/{self._note()}")
        self.effects.append(SpanChanged(key=key, at=at or self.at, subject=subject, status=status, because=because))

    def result(self, command: Answered, ok: bool, because: str, incident: Incident | None = None) -> None:
        """The answer to a command."""
        self.effects.append(
            Result(
                key=EffectKey(f"{self._id}/result/{command.id}"), at=self.at, via=command.via, id=command.id, ok=ok,
                because=because, incident=incident.id if incident else None, state=incident.state if incident else None,
                version=self._version(incident).version if incident else None, respond_to=command.respond_to,
                correlation=command.correlation,
            )
        )  # fmt: skip

    def send_again(self, incident: Incident, mark: str) -> None:
        """Send the present document once more, because the centre asked."""
        self.effects.append(documents.effect(incident, self.home, f"/{mark}"))

    def _note(self) -> int:
        self._noted += 1
        return self._noted

    # the end

    def finish(self) -> tuple[Facts, tuple[Effect, ...]]:
        """The facts after this step, and everything to be sent, oldest first."""
        changed = [self._version(i) for name, i in self.open.items() if name in self.touched]
        ended = [self._version(i) for i in self.closed]
        if changed or ended:
            self._changed["open"] = {**self.open, **{i.id: i for i in changed}}
        if ended:
            kept = tuple(p for p in self.past if self.at - p.closed < KEPT)
            self._changed["past"] = (*kept, *(_past(i) for i in ended))
        out = [self._document(i) for i in (*changed, *ended) if self._is_shared(i) and self._is_news(i)]
        closed = [Closed(key=EffectKey(f"{i.id}/closed"), at=self.at, incident=i) for i in ended]
        self._announce((*changed, *ended))
        effects = [e for e in (*out, *self.effects, *closed) if self._may_leave(e)]
        facts = structs.replace(self.facts, **self._changed) if self._changed else self.facts
        return facts, tuple(self._with_trail(effects, (*changed, *ended)))

    def _announce(self, after: tuple[Incident, ...]) -> None:
        """What the resident hears of this step. It comes after what the step takes back."""
        about = reassurance.About(self.home, self.world, self.facts.open, self.open, self.said, self.at)
        for number, (incident, announcement) in enumerate(reassurance.announcements(about, after), 1):
            key = EffectKey(f"{incident.id}/announce/{self._id}-{number}")
            self.effects.append(structs.replace(announcement, key=key))
            if announcement.text:
                self.record("hub", f"announced: {announcement.tone}", announcement.text, incident)

    def _with_trail(self, effects: list[Effect], after: tuple[Incident, ...]) -> Iterator[Effect]:
        """Everything that leaves, and a line of the trail for each of its facts that has none yet."""
        messages = [effect for effect in effects if isinstance(effect, Text | Call)]
        if not messages and not after:
            yield from effects
            return
        found = list(trail.facts(self.facts.open, after, messages, self.home, self.via))
        for effect in effects:
            yield trail.mark(effect, found) if isinstance(effect, Recorded) else effect
        for fact in found:
            yield self._noted_down(fact)

    def _version(self, incident: Incident) -> Incident:
        """The incident with its version: grown if the centre has something new to see, else no document is sent."""
        before = self.facts.open.get(incident.id)
        if before is not None and documents.document(before, self.home) == documents.document(incident, self.home):
            return incident
        return structs.replace(incident, version=self.gained(incident))

    def _is_news(self, incident: Incident) -> bool:
        before = self.facts.open.get(incident.id)
        return before is None or before.version != incident.version

    def _is_shared(self, incident: Incident) -> bool:
        return self.home.shares_with_centre and (incident.raised is not None or incident.id in self._emptied)

    def _document(self, incident: Incident) -> Document:
        made = structs.replace(documents.effect(incident, self.home), at=self.at)
        return structs.replace(made, empty_only=True) if incident.id in self._emptied else made

    def _may_leave(self, effect: Effect) -> bool:
        """After the service has ended, nothing is said about this person to anybody."""
        if not self.home.ended or not isinstance(effect, Text | Call | Document):
            return True
        return isinstance(effect, Document) and effect.empty_only


def _past(incident: Incident) -> Past:
    # What was refused for good told nobody anything: a bare answer of theirs can mean none of it.
    came = (t for t in incident.told if t.way != "centre" and not t.receipt.startswith("refused"))
    told = {digits(t.number): t.at for t in came}
    return Past(
        id=incident.id, kind=incident.kind, reference=incident.reference, closed=incident.closed or incident.began,
        outcome=incident.outcome, by=incident.closed_by, told=told, device=incident.device,
    )  # fmt: skip
