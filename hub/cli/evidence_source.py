"""What the store knows of a period, for evidence: read in small pieces, however long the period is."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import groupby

from msgspec import Struct

from hub.core.coverage import Stretch
from hub.core.home import Home
from hub.core.localtime import at_local, local
from hub.model.effects import Recorded
from hub.model.household import LIFE_SAVING, LINKS_TO, Device, Settings
from hub.model.ids import CENTRE, ContactId, DeviceId
from hub.model.incidents import Incident
from hub.records import evidence_lines
from hub.records.answer import Call, Case, Gap
from hub.records.evidence_lines import Line
from hub.records.hours import QUIET, Hour, Reach, hours, reach
from hub.records.kept import Message, Span
from hub.shell.reader import Reader

CHUNK_DAYS = 31
"""Days read in one go: what 24 months need in memory is what a month needs."""
RECEIPTS_AFTER = timedelta(days=2)
"""How long after a message its receipts are looked for: a delivery is asked after for one day."""


class Subject(Struct, frozen=True, kw_only=True):
    """A device as evidence names it. `ids`: its own, and those of the devices whose place it took."""

    id: DeviceId
    name: str
    called: str
    ids: tuple[str, ...]
    saves_life: bool


class Source:
    """One store, one period."""

    def __init__(self, store: Reader, settings: Settings, begins: datetime, ends: datetime) -> None:
        self.store, self.settings, self.home = store, settings, Home(settings)
        self.begins, self.ends = begins, ends
        self.known = min(ends, store.last_alive() or ends)
        self._fresh = store.uncounted()
        self._reach = lru_cache(maxsize=256)(self._reach_between)

    # devices

    def subjects(self) -> list[Subject]:
        """Every device of the settings, then whatever else was ever heard."""
        ours = [self._subject(device) for device in self.settings.devices]
        known = {id_ for subject in ours for id_ in subject.ids}
        others = [s.removeprefix("device:") for s in self.store.subjects() if s.startswith("device:")]
        return ours + [
            Subject(id=DeviceId(id_), name=id_, called="not in the settings", ids=(id_,), saves_life=False)
            for id_ in others if id_ not in known
        ]  # fmt: skip

    def _subject(self, device: Device) -> Subject:
        room = self.home.room_name(device.room)
        called = f"{device.use}, {room}" if room else device.use
        return Subject(
            id=device.id, name=device.name, called=called, ids=(device.id, *device.formerly),
            saves_life=device.use in LIFE_SAVING,
        )  # fmt: skip

    def days(self, subject: Subject) -> Iterator[Line]:
        """A line for each day of the home's."""
        zone = self.home.timezone
        for begins, ends in self._chunks():
            found = self._hours(subject, begins, ends)
            for _, of_day in groupby(found, key=lambda hour: local(hour.at, zone).date()):
                yield evidence_lines.of_day(subject.id, subject.name, tuple(of_day), zone)

    def _hours(self, subject: Subject, begins: datetime, ends: datetime) -> Iterator[Hour]:
        reached = self._reach(self.home.source(subject.id), begins, ends)
        heard = self.store.heard(subject.ids, begins, ends, self._fresh)
        return hours(begins, ends, self._spans(subject, begins, ends), reached, heard)

    def _spans(self, subject: Subject, begins: datetime, ends: datetime) -> list[Span]:
        return [s for id_ in subject.ids for s in self.store.spans(f"device:{id_}", begins, ends)]

    def _reach_between(self, source: str, begins: datetime, ends: datetime) -> Reach:
        links = [self.store.spans(f"link:{link}", begins, ends) for link in sorted(LINKS_TO[source])]  # type: ignore[index]
        return reach(self.store.spans("hub", begins, ends), links, begins, min(ends, self.known))

    def _chunks(self) -> Iterator[Stretch]:
        """The period in pieces that begin at midnight, so that no day is in two."""
        at, zone = self.begins, self.home.timezone
        while at < self.ends:
            until = min(at_local(local(at, zone).date() + timedelta(days=CHUNK_DAYS), 0, zone), self.ends)
            yield at, until
            at = until

    # the answer

    def case(self, subject: Subject) -> Case:
        """What is known of a device in all of the period."""
        could: list[Stretch] = []
        on_record: list[Stretch] = []
        spoke: int | None = 0
        for begins, ends in self._chunks():
            reached = self._reach(self.home.source(subject.id), begins, ends)
            could += reached.could
            on_record += reached.on_record
            counts = [hour.heard for hour in self._hours(subject, begins, ends)]
            spoke = None if spoke is None or None in counts else spoke + sum(n or 0 for n in counts)
        return Case(
            name=subject.name, calls=tuple(self._calls(subject)), spoke=spoke, deaf=tuple(self._deaf(subject)),
            could=tuple(could), quiet=tuple(self._quiet(subject)), on_record=tuple(on_record),
        )  # fmt: skip

    def _calls(self, subject: Subject) -> Iterator[Call]:
        for incident, _ in self.incidents():
            if incident.device in subject.ids and incident.grave in ("life", "urgent") and not incident.life_saving:
                if self.begins <= incident.began < self.ends:
                    yield Call(incident.began, incident.kind, incident.reference)
                for row in self.store.trail_of(incident.id):
                    if row.what == SEEN_AGAIN and self.begins <= row.at < self.ends:
                        yield Call(row.at, incident.kind, incident.reference)

    def _deaf(self, subject: Subject) -> Iterator[Gap]:
        names = ["hub", *(f"link:{link}" for link in sorted(LINKS_TO[self.home.source(subject.id)]))]
        gaps = [gap for name in names for gap in self.gaps(name)]
        yield from sorted(gaps, key=lambda gap: gap.begins)

    def _quiet(self, subject: Subject) -> Iterator[Gap]:
        for span in self._spans(subject, self.begins, self.ends):
            if span.status in QUIET:
                yield self._gap(span, f"{span.status}: {span.because}")

    # the hub and its ways

    def ways(self) -> list[str]:
        """The hub, its clock and every link, in that order."""
        found = self.store.subjects()
        return [name for name in ("hub", "clock") if name in found] + [n for n in found if n.startswith("link:")]

    def gaps(self, name: str) -> Iterator[Gap]:
        """When the hub or a link was down, or the clock unsure."""
        for span in self.store.spans(name, self.begins, self.ends):
            if span.status in ("down", "unsure"):
                yield self._gap(span, f"{self.name(name)} {span.status}{f': {span.because}' if span.because else ''}")

    def visits(self) -> list[str]:
        """The care visits of which anything was ever seen."""
        return [name for name in self.store.subjects() if name.startswith("visit:")]

    def stays(self, name: str) -> Iterator[Gap]:
        """When a carer was there for a visit."""
        for span in self.store.spans(name, self.begins, self.ends):
            if span.status == "on":
                yield self._gap(span, span.because)

    def _gap(self, span: Span, because: str) -> Gap:
        return Gap(max(span.began, self.begins), min(span.ended or self.known, self.ends), because)

    def spans(self) -> Iterator[Line]:
        """Everything that was up, down, seen, late or lost, as a line each."""
        for name in self.store.subjects():
            for span in self.store.spans(name, self.begins, self.ends):
                yield evidence_lines.of_span(span, self.name(name))

    def name(self, subject: str) -> str:
        """A subject of spans as it is called."""
        if subject.startswith("device:"):
            id_ = subject.removeprefix("device:")
            device = self.home.devices.get(id_)
            return device.name if device is not None else id_
        if subject.startswith("visit:"):
            visit = self.home.visits.get(subject.removeprefix("visit:"))
            return visit.name if visit is not None else subject.removeprefix("visit:")
        return {"hub": "the hub", "clock": "the clock"}.get(subject, subject.removeprefix("link:"))

    # people

    def incidents(self) -> Iterator[tuple[Incident, bool]]:
        """Incidents that lie in the period, or reach into it; and whether each is frozen."""
        return self.store.incidents_touching(self.begins, self.ends)

    def messages(self) -> Iterator[Line]:
        """Every message that is still kept, with its receipts."""
        for begins, ends in self._chunks():
            receipts = self._receipts(begins, ends + RECEIPTS_AFTER)
            for message in self.store.messages(begins, ends):
                yield evidence_lines.of_message(message, self._person(message), receipts.get(message.key, ()))

    def _receipts(self, begins: datetime, ends: datetime) -> dict[str, list[Recorded]]:
        found: dict[str, list[Recorded]] = {}
        for row in self.store.trail(begins, ends):
            if row.message is not None and row.step in ("receipt", "withdrawn", "expired"):
                found.setdefault(row.message, []).append(row)
        return found

    def _person(self, message: Message) -> str:
        if message.to == CENTRE:
            return "the centre"
        contact = self.home.contacts.get(ContactId(message.to))
        resident = self.home.residents.get(message.to.removeprefix("resident:"))
        known = contact or resident
        return known.name if known is not None else message.to

    def trail(self) -> Iterator[Line]:
        """The audit trail; messages and receipts are with the messages."""
        for row in self.store.trail(self.begins, self.ends):
            if row.step not in ("told", "receipt"):
                yield evidence_lines.of_trail(row)


SEEN_AGAIN = "seen again"
"""How the core's trail calls what joins an open incident."""
